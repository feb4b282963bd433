package io.windhover.detector.identities;

import io.windhover.detector.compacted.CompactedTopic;
import io.windhover.detector.compacted.CompactedWriter;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.IdentityEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The identities topic, for whoever keeps it. Entries are independent of each other: the last record of a key counts.
 *
 * @param kafka client settings
 * @param name the topic
 */
public record IdentitiesTopic(Map<String, String> kafka, String name, SchemaRegistry registry) {
    public IdentitiesTopic {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "IdentitiesTopic[" + name + "]";
    }

    /**
     * Everything that stands on the topic and that a detector takes, by person and alias; domains first.
     *
     * @throws KafkaException if the brokers do not give it
     */
    public List<IdentityEntry> read() {
        return CompactedTopic.read(kafka, name, IdentityEntry.class, registry).entries().stream()
                .filter(entry -> isTaken(entry.key(), entry.value()))
                .map(CompactedTopic.Entry::value)
                .sorted(Comparator.comparing(
                                IdentityEntry::getPerson, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                        .thenComparing(IdentityEntry::getAlias))
                .toList();
    }

    /**
     * Puts entries in, each in the place of one with the same alias; of several such, the last.
     *
     * @return how many were written
     * @throws InvalidIdentityException if one cannot stand there; nothing was then written
     * @throws KafkaException if the brokers do not take them; some may then be written
     */
    public int put(Collection<IdentityEntry> entries) throws InvalidIdentityException, InterruptedException {
        Map<String, IdentityEntry> records = new HashMap<>();
        for (IdentityEntry entry : entries) {
            records.put(Identity.of(entry).key(), entry);
        }
        try (AvroSerde<IdentityEntry> serde = new AvroSerde<>(IdentityEntry.class, registry)) {
            Serializer<IdentityEntry> serializer = serde.serializer();
            CompactedWriter.write(
                    kafka,
                    records.entrySet().stream()
                            .map(record -> new ProducerRecord<>(
                                    name, record.getKey(), serializer.serialize(name, record.getValue())))
                            .toList());
        }
        return records.size();
    }

    /**
     * Takes entries out.
     *
     * @param keys see {@link Identity#key}
     * @throws KafkaException if the brokers do not take the tombstones; some may then be written
     */
    public void remove(Collection<String> keys) throws InterruptedException {
        CompactedWriter.write(
                kafka,
                keys.stream()
                        .map(key -> new ProducerRecord<String, byte[]>(name, key, null))
                        .toList());
    }

    private static boolean isTaken(String key, IdentityEntry entry) {
        try {
            return Identity.of(entry).key().equals(key);
        } catch (InvalidIdentityException e) {
            return false;
        }
    }
}
