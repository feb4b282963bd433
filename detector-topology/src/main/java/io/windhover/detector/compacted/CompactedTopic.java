package io.windhover.detector.compacted;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What stands on a compacted topic now, as compaction leaves it.
 *
 * @param entries the newest record of each key that can be read, oldest first in each partition
 * @param unreadable keys whose newest record cannot be read
 */
public record CompactedTopic<V>(List<Entry<V>> entries, List<String> unreadable) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public CompactedTopic {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    /** One record. */
    public record Entry<V>(String key, long offset, V value) {}

    /**
     * Reads the topic from its beginning to its present end, as far as it is committed.
     *
     * @param kafka client settings
     * @throws TimeoutException if the brokers send nothing more for 30 seconds
     */
    public static <V extends SpecificRecord> CompactedTopic<V> read(
            Map<String, String> kafka, String topic, Class<V> type, SchemaRegistry registry) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        try (AvroSerde<V> serde = new AvroSerde<>(type, registry);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            return of(newest(consumer, topic), serde.deserializer());
        }
    }

    private static Map<String, ConsumerRecord<String, byte[]>> newest(
            KafkaConsumer<String, byte[]> consumer, String topic) {
        Map<String, ConsumerRecord<String, byte[]>> newest = new LinkedHashMap<>();
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                newest.remove(record.key());
                newest.put(record.key(), record);
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topic " + topic + " could not be read to its end: nothing more came within "
                        + PATIENCE.toSeconds() + " s");
            }
        }
        return newest;
    }

    /** A broker that was asked too soon knows none of them yet; of the first it is asked again until it does. */
    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        return partitions.isEmpty() ? List.of(new TopicPartition(topic, 0)) : partitions;
    }

    private static <V> CompactedTopic<V> of(
            Map<String, ConsumerRecord<String, byte[]>> newest, Deserializer<V> deserializer) {
        List<Entry<V>> entries = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : newest.values()) {
            if (record.value() == null) {
                continue;
            }
            try {
                V value = deserializer.deserialize(record.topic(), record.headers(), record.value());
                entries.add(new Entry<>(record.key(), record.offset(), value));
            } catch (SerializationException e) {
                unreadable.add(record.key());
            }
        }
        return new CompactedTopic<>(entries, unreadable);
    }
}
