package io.windhover.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What connectors wrote to topics. Counting is cheap enough to be done all the time next to what is waited for. */
public final class WrittenRecords implements AutoCloseable {

    private final String bootstrapServers;
    private final Admin admin;
    private final Deserializer<CloudEvent> events;

    public WrittenRecords(String bootstrapServers, String registry) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        events = new AvroSerde<>(CloudEvent.class, SchemaRegistries.connect(Map.of(SchemaRegistries.URL, registry)))
                .deserializer();
    }

    public CloudEvent event(ConsumerRecord<byte[], byte[]> record) {
        return events.deserialize(record.topic(), record.value());
    }

    public List<String> uids(String topic) {
        return read(topic).stream().map(record -> event(record).getUid()).toList();
    }

    /** Whether the topic holds so many different events. They are read only where there can be as many. */
    public boolean holds(String topic, int different) {
        return count(topic) >= different && new HashSet<>(uids(topic)).size() >= different;
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** How many records the topic holds, where none was written in a transaction. */
    public long count(String topic) {
        try {
            Map<TopicPartition, OffsetSpec> latest =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.latest()));
            return admin
                    .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Not a number of records: the ends of transactions have offsets too.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
