package io.windhover.cli.demo;

import io.windhover.detector.Topics;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import io.windhover.schemas.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads alerts and dead letters from the beginning of their topics, only what is committed. */
final class ResultTopics implements AutoCloseable {
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerde<Alert> serde;
    private final Deserializer<Alert> deserializer;

    ResultTopics(String bootstrapServers, Topics topics, SchemaRegistry registry) {
        this.topics = topics;
        this.serde = new AvroSerde<>(Alert.class, registry);
        this.deserializer = serde.deserializer();
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Waits a moment for more; true if something came. */
    boolean poll(Duration wait, Outcome outcome, Consumer<Alert> onAlert) {
        var records = consumer.poll(wait);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals(topics.alerts())) {
                Alert alert = deserializer.deserialize(record.topic(), record.headers(), record.value());
                int keyBytes = record.key() == null ? 0 : record.key().length;
                outcome.alert(alert, record.timestamp(), keyBytes + record.value().length);
                onAlert.accept(alert);
            } else {
                outcome.deadLetter(reason(record));
            }
        }
        return !records.isEmpty();
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.alerts(), topics.deadLetter())) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        return partitions;
    }

    private static String reason(ConsumerRecord<byte[], byte[]> record) {
        return header(record, DeadLetterHeaders.SOURCE) + ", " + header(record, DeadLetterHeaders.POSITION) + ": "
                + header(record, DeadLetterHeaders.REASON);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
        serde.close();
    }
}
