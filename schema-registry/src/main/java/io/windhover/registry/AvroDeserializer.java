package io.windhover.registry;

import io.windhover.registry.SchemaRegistryException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link AvroSerde}. */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Class<T> type;
    private final SchemaRegistry registry;
    private final SpecificData model;
    private final Schema schema;
    private final ThreadLocal<Decoding> decodings = ThreadLocal.withInitial(Decoding::new);

    AvroDeserializer(Class<T> type, SchemaRegistry registry) {
        this.type = type;
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] record) {
        if (record == null) {
            return null;
        }
        try {
            return decodings.get().decode(record);
        } catch (SerializationException e) {
            throw new SerializationException(
                    "Record of topic " + topic + " cannot be read as " + type.getSimpleName() + ": " + e.getMessage());
        }
    }

    private final class Decoding {

        // One for each schema that the registry knows and a record named; others leave nothing here.
        private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
        private @Nullable BinaryDecoder decoder;

        T decode(byte[] record) {
            int id = WireFormat.schemaId(record);
            DatumReader<T> reader = readers.get(id);
            if (reader == null) {
                reader = newReader(id);
                readers.put(id, reader);
            }
            int length = record.length - WireFormat.HEADER_LENGTH;
            BinaryDecoder input = DecoderFactory.get().binaryDecoder(record, WireFormat.HEADER_LENGTH, length, decoder);
            decoder = input;
            try {
                T value = reader.read(null, input);
                if (!input.isEnd()) {
                    throw new SerializationException("bytes are left after the end of a record of schema id " + id);
                }
                return value;
            } catch (SerializationException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw new SerializationException("not a record of schema id " + id + ": " + reason(e));
            }
        }

        private DatumReader<T> newReader(int id) {
            try {
                Schema writer = new Schema.Parser().parse(registry.schemaById(id));
                return new SpecificDatumReader<>(writer, schema, model);
            } catch (SchemaRegistryException e) {
                if (e.reason() == Reason.NOT_FOUND) {
                    throw new SerializationException("the registry has no Avro schema with id " + id);
                }
                throw e;
            } catch (SchemaParseException e) {
                throw new SerializationException("schema id " + id + " is not a valid Avro schema");
            }
        }
    }

    /** Says no more than Avro's message where that speaks of schemas alone: others may quote the record. */
    private static String reason(Exception e) {
        if (e instanceof EOFException) {
            return "it ends too early, or claims a length it does not have";
        }
        return e instanceof AvroTypeException
                ? "" + e.getMessage()
                : "malformed (" + e.getClass().getSimpleName() + ")";
    }
}
