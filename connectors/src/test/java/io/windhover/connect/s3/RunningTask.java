package io.windhover.connect.s3;

import io.windhover.connect.s3.Counts.Count;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;

/** A task, and the worker's part of it played by the test. */
final class RunningTask implements AutoCloseable {

    static final String REGISTRY = "mock://s3-task";

    private static final RecordMetadata ACKNOWLEDGED =
            new RecordMetadata(new TopicPartition("events", 0), 0, 0, 0, 0, 0);

    private final CloudTrailS3SourceTask task =
            new CloudTrailS3SourceTask(Clock.fixed(Instant.parse("2026-10-01T09:00:00Z"), ZoneOffset.UTC));

    private final StoredByTest stored;

    RunningTask(StoredByTest stored, Map<String, String> settings) {
        this.stored = stored;
        task.initialize(stored.context());
        task.start(settings);
    }

    /** Settings that are needed beside those that say where AWS is. */
    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "topic", "events",
                "dead.letter.topic", "dead",
                "retry.backoff.ms", "20",
                "retry.backoff.max.ms", "200",
                "schema.registry.url", REGISTRY));
        settings.putAll(more);
        return settings;
    }

    List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> polled = task.poll();
        return polled == null ? List.of() : polled;
    }

    /** Takes at least so many records as the worker does; they are not yet written. */
    List<SourceRecord> take(int count) throws InterruptedException {
        List<SourceRecord> taken = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (taken.size() < count && System.nanoTime() < end) {
            taken.addAll(poll());
        }
        return taken;
    }

    /** Takes records, says that the broker has them and stores their offsets. */
    List<SourceRecord> write(int count) throws InterruptedException {
        List<SourceRecord> taken = take(count);
        written(taken);
        return taken;
    }

    void written(List<SourceRecord> records) {
        records.forEach(record -> task.commitRecord(record, ACKNOWLEDGED));
        stored.store(records);
    }

    void commit() {
        task.commit();
    }

    long count(Count count) {
        return task.count(count);
    }

    static List<String> uids(List<SourceRecord> records) {
        return records.stream().map(record -> event(record).getUid()).toList();
    }

    static CloudEvent event(SourceRecord record) {
        return new AvroSerde<>(CloudEvent.class, SchemaRegistries.connect(Map.of("schema.registry.url", REGISTRY)))
                .deserializer()
                .deserialize(record.topic(), (byte[]) record.value());
    }

    static String header(SourceRecord record, String name) {
        return (String) record.headers().lastWithName(name).value();
    }

    @Override
    public void close() {
        task.stop();
    }
}
