package io.windhover.detector.dispositions;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.util.HashMap;
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
 * The alerts topic, for whoever knows only an alert's uid.
 *
 * @param kafka client settings
 * @param name the topic
 */
public record AlertsTopic(Map<String, String> kafka, String name, SchemaRegistry registry) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public AlertsTopic {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "AlertsTopic[" + name + "]";
    }

    /**
     * The alert's newest record, as far as the topic is committed. Reads the whole topic, and keeps nothing else of it.
     *
     * @throws TimeoutException if the brokers send nothing more for 30 seconds
     */
    public Optional<Alert> find(String uid) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        try (AvroSerde<Alert> serde = new AvroSerde<>(Alert.class, registry);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return find(uid, consumer, consumer.endOffsets(partitions), serde.deserializer());
        }
    }

    private Optional<Alert> find(
            String uid,
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Deserializer<Alert> deserializer) {
        Optional<Alert> found = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Optional<Alert> alert =
                        read(record, deserializer).filter(read -> read.getUid().equals(uid));
                found = alert.isPresent() ? alert : found;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topic " + name + " could not be read to its end: nothing more came within "
                        + PATIENCE.toSeconds() + " s");
            }
        }
        return found;
    }

    private static Optional<Alert> read(ConsumerRecord<String, byte[]> record, Deserializer<Alert> deserializer) {
        try {
            return Optional.ofNullable(deserializer.deserialize(record.topic(), record.headers(), record.value()));
        } catch (SerializationException e) {
            // Whoever wrote it: it is not the alert that is looked for.
            return Optional.empty();
        }
    }
}
