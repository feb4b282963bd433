package io.windhover.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link AvroSerde}. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Class<T> type;
    private final SchemaRegistry registry;
    private final SpecificData model;
    private final Schema schema;
    private final String registeredSchema;
    private final Map<String, Integer> idByTopic = new ConcurrentHashMap<>();
    private final ThreadLocal<Encoding> encodings = ThreadLocal.withInitial(Encoding::new);

    AvroSerializer(Class<T> type, SchemaRegistry registry) {
        this.type = type;
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.registeredSchema = withoutJavaTypes(schema);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        int id = idByTopic.computeIfAbsent(topic, name -> registry.register(name + "-value", registeredSchema));
        try {
            return encodings.get().encode(id, value);
        } catch (IOException | RuntimeException e) {
            // Its own message may quote the value it stumbled over.
            throw new SerializationException(
                    type.getSimpleName() + " for topic " + topic + " cannot be written: " + reason(e));
        }
    }

    private static String reason(Exception e) {
        // Avro names the path to the field that lacks a value, and only that.
        return e instanceof NullPointerException && e.getMessage() != null
                ? e.getMessage()
                : e.getClass().getSimpleName();
    }

    /** Which Java class holds a string is no business of the topic's other readers. */
    private static String withoutJavaTypes(Schema schema) {
        return schema.toString().replace(",\"avro.java.string\":\"String\"", "");
    }

    private final class Encoding {

        private final DatumWriter<T> writer = new SpecificDatumWriter<>(schema, model);
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

        byte[] encode(int id, T value) throws IOException {
            buffer.reset();
            WireFormat.writeHeader(id, buffer);
            try {
                writer.write(value, encoder);
            } finally {
                // Also after a failure: or the next record would begin with the rest of this one.
                encoder.flush();
            }
            return buffer.toByteArray();
        }
    }
}
