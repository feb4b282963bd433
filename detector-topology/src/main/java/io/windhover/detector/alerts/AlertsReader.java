package io.windhover.detector.alerts;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed alerts without a consumer group: nobody else is disturbed, and brokers keep nothing of it. For use by one
 * thread.
 */
public final class AlertsReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic;
    private final AvroSerde<Alert> serde;
    private final KafkaConsumer<byte[], byte[]> consumer;
    /** Of what stood there when it was opened, and has not been read. */
    private final Map<TopicPartition, Long> ends;

    private long lastNews = System.nanoTime();

    AlertsReader(AlertsTopic topic, Start start) {
        this.topic = topic.name();
        Map<String, Object> settings = new HashMap<>(topic.kafka());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.serde = new AvroSerde<>(Alert.class, topic.registry());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(this.topic).stream()
                    .map(partition -> new TopicPartition(this.topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            this.ends = new HashMap<>(consumer.endOffsets(partitions));
            start.seek(consumer, ends);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * What has come.
     *
     * @param alerts in the order in which they were written, as far as brokers have sent them
     * @param unreadable where a record stands that is no alert, and why it is none
     */
    public record Batch(List<Alert> alerts, List<String> unreadable) {
        public Batch {
            alerts = List.copyOf(alerts);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Waits a moment for more.
     *
     * @throws TimeoutException if brokers send nothing for 30 seconds of what stood there when it was opened
     * @throws SchemaRegistryException if the registry cannot be asked what a record is
     */
    public Batch poll(Duration wait) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(wait).forEach(records::add);
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        if (!records.isEmpty()) {
            lastNews = System.nanoTime();
        } else if (!isAtEnd() && System.nanoTime() - lastNews > PATIENCE.toNanos()) {
            throw new TimeoutException("topic " + topic + " could not be read to its end: nothing more came within "
                    + PATIENCE.toSeconds() + " s");
        }
        List<Alert> alerts = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Alert alert = serde.deserializer().deserialize(topic, record.headers(), record.value());
                if (alert != null) {
                    alerts.add(alert);
                }
            } catch (SerializationException e) {
                unreadable.add(topic + ", partition " + record.partition() + ", offset " + record.offset() + ": "
                        + e.getMessage());
            }
        }
        return new Batch(alerts, unreadable);
    }

    /** Whether all has been read that stood there when it was opened. */
    public boolean isAtEnd() {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
        serde.close();
    }
}
