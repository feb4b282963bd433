package io.windhover.detector.lists;

import io.windhover.detector.compacted.CompactedTopic;
import io.windhover.detector.compacted.CompactedWriter;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListKey;
import io.windhover.schemas.ListEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The lists topic, for whoever keeps lists. Entries are independent of each other, so writers need not agree: the last
 * record of a key counts.
 *
 * @param kafka client settings
 * @param name the topic
 */
public record ListsTopic(Map<String, String> kafka, String name, SchemaRegistry registry) {
    public ListsTopic {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "ListsTopic[" + name + "]";
    }

    /**
     * Everything that stands on the topic and that a detector takes, by list, value and source.
     *
     * @throws KafkaException if the brokers do not give it
     */
    public List<ListEntry> read() {
        return CompactedTopic.read(kafka, name, ListEntry.class, registry).entries().stream()
                .filter(entry -> isTaken(entry.key(), entry.value()))
                .map(CompactedTopic.Entry::value)
                .sorted(Comparator.comparing(ListEntry::getList)
                        .thenComparing(ListEntry::getValue)
                        .thenComparing(ListEntry::getSource))
                .toList();
    }

    /**
     * Puts entries in, each in the place of one with the same list, value and source; of several such, the last.
     *
     * @return how many were written
     * @throws InvalidListEntryException if one cannot stand in a list; nothing was then written
     * @throws KafkaException if the brokers do not take them; some may then be written
     */
    public int put(Collection<ListEntry> entries) throws InvalidListEntryException, InterruptedException {
        Map<ListKey, ListEntry> records = new HashMap<>();
        for (ListEntry entry : entries) {
            records.put(ListKey.of(entry), entry);
        }
        try (AvroSerde<ListEntry> serde = new AvroSerde<>(ListEntry.class, registry)) {
            Serializer<ListEntry> serializer = serde.serializer();
            CompactedWriter.write(
                    kafka,
                    records.entrySet().stream()
                            .map(record -> new ProducerRecord<>(
                                    name, record.getKey().toString(), serializer.serialize(name, record.getValue())))
                            .toList());
        }
        return records.size();
    }

    /**
     * Takes entries out.
     *
     * @throws KafkaException if the brokers do not take the tombstones; some may then be written
     */
    public void remove(Collection<ListKey> keys) throws InterruptedException {
        CompactedWriter.write(
                kafka,
                keys.stream()
                        .map(key -> new ProducerRecord<String, byte[]>(name, key.toString(), null))
                        .toList());
    }

    private static boolean isTaken(String key, ListEntry entry) {
        try {
            return ListKey.of(entry).toString().equals(key);
        } catch (InvalidListEntryException e) {
            return false;
        }
    }
}
