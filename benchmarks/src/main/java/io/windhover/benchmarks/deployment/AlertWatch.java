package io.windhover.benchmarks.deployment;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Notes when whoever reads the alerts sees the first of an entity. */
final class AlertWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<String, Alert> alerts;
    private final AvroSerde<Alert> serde;
    private final Map<String, Long> seen = new HashMap<>();

    AlertWatch(Map<String, String> kafka, String topic, SchemaRegistry schemas) {
        serde = new AvroSerde<>(Alert.class, schemas);
        Deserializer<Alert> deserializer = serde.deserializer();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        alerts = new KafkaConsumer<>(settings, new StringDeserializer(), deserializer);
        List<TopicPartition> partitions = alerts.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        alerts.assign(partitions);
        alerts.seekToEnd(partitions);
        partitions.forEach(alerts::position);
    }

    /** Reads on for a moment. */
    void look() {
        for (ConsumerRecord<String, Alert> alert : alerts.poll(POLL)) {
            seen.putIfAbsent(alert.key(), System.nanoTime());
        }
    }

    /** When the first and the last of these entities was seen, on the clock of {@link System#nanoTime}; empty while one is missing. */
    Optional<Seen> of(List<String> entities) {
        List<Long> times = new ArrayList<>();
        for (String entity : entities) {
            Long time = seen.get(entity);
            if (time == null) {
                return Optional.empty();
            }
            times.add(time);
        }
        return Optional.of(new Seen(
                times.stream().mapToLong(each -> each).min().orElseThrow(),
                times.stream().mapToLong(each -> each).max().orElseThrow()));
    }

    /** @param first nanoseconds, as {@code last} is */
    record Seen(long first, long last) {}

    @Override
    public void close() {
        alerts.close();
        serde.close();
    }
}
