package io.windhover.detector.ruleset;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What stands on the rules topic now.
 *
 * @param documents the newest record of each key that can be read, manifests left out
 * @param manifests the newest record of each manifest's key, oldest first
 */
public record RulesTopic(Map<String, RuleDocument> documents, List<Manifest> manifests) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Names a rule set.
     *
     * @param key its record's key
     * @param offset the version of the rule set it names
     * @param document what it says
     */
    public record Manifest(String key, long offset, RuleDocument document) {}

    /** The manifest that was written last: its set is active unless a detector refused it. */
    public Optional<Manifest> newest() {
        return manifests.isEmpty() ? Optional.empty() : Optional.of(manifests.get(manifests.size() - 1));
    }

    /**
     * Reads the topic from its beginning to its present end. Records that cannot be read are left out: the detector
     * reports them.
     *
     * @param kafka client settings
     * @throws TimeoutException if the brokers do not give it within 30 seconds
     */
    public static RulesTopic read(Map<String, String> kafka, String topic, SchemaRegistry registry) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        try (AvroSerde<RuleDocument> serde = new AvroSerde<>(RuleDocument.class, registry);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            return of(newest(consumer, new TopicPartition(topic, 0)), serde.deserializer());
        }
    }

    private static Map<String, ConsumerRecord<String, byte[]>> newest(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        Map<String, ConsumerRecord<String, byte[]>> newest = new LinkedHashMap<>();
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                newest.remove(record.key());
                newest.put(record.key(), record);
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the rules topic could not be read to its end within " + PATIENCE);
            }
        }
        return newest;
    }

    private static RulesTopic of(
            Map<String, ConsumerRecord<String, byte[]>> newest, Deserializer<RuleDocument> deserializer) {
        Map<String, RuleDocument> documents = new LinkedHashMap<>();
        List<Manifest> manifests = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : newest.values()) {
            if (record.value() == null) {
                continue;
            }
            try {
                RuleDocument document = deserializer.deserialize(record.topic(), record.headers(), record.value());
                if (document.getFormat() == RuleFormat.MANIFEST) {
                    manifests.add(new Manifest(record.key(), record.offset(), document));
                } else {
                    documents.put(record.key(), document);
                }
            } catch (SerializationException unreadable) {
                // Not ours to judge here: the detector refuses and reports it.
            }
        }
        return new RulesTopic(documents, manifests);
    }
}
