package io.windhover.distribution;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of the alerts topic sees. */
public final class Alerts implements AutoCloseable {
    private final KafkaConsumer<String, Alert> consumer;
    private final List<Alert> records = new ArrayList<>();

    public Alerts(String bootstrapServers, String registryUrl, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new AvroSerde<>(Alert.class, SchemaRegistries.connect(Map.of("schema.registry.url", registryUrl)))
                        .deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** All committed records so far, those of each partition in their order. */
    public List<Alert> all() {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(record.value()));
        return List.copyOf(records);
    }

    /** The titles of the rules that have alerted so far. */
    Set<String> titles() {
        return all().stream().map(alert -> alert.getRule().getTitle()).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
