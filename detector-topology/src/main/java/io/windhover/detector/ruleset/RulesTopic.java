package io.windhover.detector.ruleset;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.RuleCompiler;
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
 * What stands on the rules topic now, as compaction leaves it.
 *
 * @param records the newest record of each key that can be read, oldest first
 */
public record RulesTopic(List<RuleRecord> records) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** In the order of their offsets. */
    public RulesTopic {
        records = List.copyOf(records);
    }

    /**
     * A record of the topic.
     *
     * @param key its key
     * @param offset of a manifest: the version of the rule set it names
     * @param document what it says
     */
    public record RuleRecord(String key, long offset, RuleDocument document) {
        boolean isManifest() {
            return document.getFormat() == RuleFormat.MANIFEST;
        }
    }

    /** What the manifests do to the rule set of a detector that starts now, oldest first. */
    public List<RuleSetChange> changes(RuleCompiler compiler) {
        return replay(new RuleLibrary(compiler));
    }

    List<RuleSetChange> replay(RuleLibrary library) {
        return records.stream()
                .flatMap(record -> library.put(record.key(), record.document(), record.offset()).stream())
                .toList();
    }

    Map<String, RuleDocument> documents() {
        Map<String, RuleDocument> documents = new LinkedHashMap<>();
        records.stream()
                .filter(record -> !record.isManifest())
                .forEach(record -> documents.put(record.key(), record.document()));
        return documents;
    }

    List<RuleRecord> manifests() {
        return records.stream().filter(RuleRecord::isManifest).toList();
    }

    /** The manifest that was written last: its set is active unless a detector refused it. */
    Optional<RuleRecord> newest() {
        List<RuleRecord> manifests = manifests();
        return manifests.isEmpty() ? Optional.empty() : Optional.of(manifests.get(manifests.size() - 1));
    }

    /**
     * Reads the topic from its beginning to its present end, as far as it is committed. Records that cannot be read are
     * left out: the detector reports them.
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
        List<RuleRecord> records = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : newest.values()) {
            if (record.value() == null) {
                continue;
            }
            try {
                RuleDocument document = deserializer.deserialize(record.topic(), record.headers(), record.value());
                records.add(new RuleRecord(record.key(), record.offset(), document));
            } catch (SerializationException unreadable) {
                // Not ours to judge here: the detector refuses and reports it.
            }
        }
        return new RulesTopic(records);
    }
}
