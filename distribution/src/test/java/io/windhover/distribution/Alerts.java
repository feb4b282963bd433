package io.windhover.distribution;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of the alerts topic sees. */
final class Alerts implements AutoCloseable {
    private final KafkaConsumer<String, Alert> consumer;
    private final Set<String> titles = new TreeSet<>();

    Alerts(String bootstrapServers, String registryUrl, String topic) {
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

    /** The titles of the rules that have alerted so far. */
    Set<String> titles() {
        consumer.poll(Duration.ofMillis(200))
                .forEach(record -> titles.add(record.value().getRule().getTitle()));
        return titles;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
