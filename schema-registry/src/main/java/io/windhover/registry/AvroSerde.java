package io.windhover.registry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads and writes the values of topics as generated Avro records in Confluent's {@linkplain WireFormat
 * wire format}.
 *
 * <p>Written under the subject {@code <topic>-value} with the class's own schema; read into that schema
 * from whichever compatible one the record was written with. {@code null} stays {@code null}.
 *
 * <p>What cannot be read is told apart by its exception:
 *
 * <ul>
 *   <li>{@link SerializationException}: this record cannot be read, now or later. The message says why
 *       and holds nothing of the record.
 *   <li>{@link SchemaRegistryException}: the registry could not be asked. The record may be perfectly
 *       good: stop or try again, do not set it aside.
 * </ul>
 *
 * <p>Reading takes memory in proportion to the record, whatever lengths the record claims.
 *
 * <p>Safe for use by many threads, as Kafka Streams demands, which shares a topology's serdes among its
 * threads. Each thread has its own buffers.
 *
 * @param <T> the generated class
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    // Kafka Streams' stores ask for them at every record: what they have learnt must not be lost in between.
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;

    public AvroSerde(Class<T> type, SchemaRegistry registry) {
        this.serializer = new AvroSerializer<>(type, registry);
        this.deserializer = new AvroDeserializer<>(type, registry);
    }

    /** The same at every call. */
    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    /** The same at every call. */
    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
