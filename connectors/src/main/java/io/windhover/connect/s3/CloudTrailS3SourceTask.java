package io.windhover.connect.s3;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.plugin.PluginVersion;
import io.windhover.connect.record.EventRecords;
import io.windhover.connect.s3.Counts.Count;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads one object after the other, as its feed gives them. Each record carries how far its object was handled; a restart
 * goes on there.
 */
public final class CloudTrailS3SourceTask extends SourceTask {

    /** So long poll waits at most: a worker stops a task between two polls. */
    private static final long WAIT_MILLIS = 500;

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable Running running;
    private long dueNanos = System.nanoTime();

    /** What exists between start and stop. */
    private record Running(S3Client s3, ObjectFeed feed, TurnReader reader, Counts counts) {}

    /** As a worker makes it. */
    public CloudTrailS3SourceTask() {
        this(Clock.systemUTC());
    }

    CloudTrailS3SourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        CloudTrailS3SourceConfig config = new CloudTrailS3SourceConfig(settings);
        EventRecords records = new EventRecords(config, clock);
        Counts counts = new Counts(context);
        StoredOffsets offsets = new StoredOffsets(context);
        try {
            AwsClients clients = new AwsClients(config.aws());
            S3Client s3 = clients.s3();
            ObjectFeed feed = config.hasQueue()
                    ? QueueFeed.start(
                            config,
                            new MessageQueue(clients.sqs(), config.queueUrl(), config.visibilityTimeoutSeconds()),
                            offsets,
                            backoff(config),
                            counts)
                    : new PrefixFeed(config, s3, offsets, backoff(config), counts);
            TurnReader reader = new TurnReader(config, s3, feed, records, backoff(config), counts);
            running = new Running(s3, feed, reader, counts);
        } catch (SdkException e) {
            throw new ConnectException("AWS's clients cannot be made: " + e.getMessage(), e);
        }
    }

    private static Backoff backoff(CloudTrailS3SourceConfig config) {
        return new Backoff(config.backoff(), config.backoffMax(), new SecureRandom());
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Running current = running;
        if (current == null || !isDue()) {
            return null;
        }
        List<SourceRecord> batch = current.reader().batch(WAIT_MILLIS);
        dueNanos = System.nanoTime() + current.reader().pause().toNanos();
        return batch.isEmpty() ? null : batch;
    }

    private boolean isDue() throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime());
        if (left <= 0) {
            return true;
        }
        boolean stopping = stopped.await(Math.min(left + 1, WAIT_MILLIS), TimeUnit.MILLISECONDS);
        return !stopping && System.nanoTime() - dueNanos >= 0;
    }

    /**
     * The worker is done with a record.
     *
     * @param metadata null where a transform dropped the record, or the worker gave it up (errors.tolerance): both were asked
     *     for, and no other try would change it
     */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        Running current = running;
        if (current != null) {
            current.feed().done(record);
        }
    }

    @Override
    public void commit() {
        Running current = running;
        if (current != null) {
            current.feed().committed();
        }
    }

    /** A worker calls it on the thread of {@link #poll}, when it has committed for the last time. */
    @Override
    public void stop() {
        stopped.countDown();
        Running current = running;
        if (current != null) {
            current.reader().close();
            current.feed().close();
            current.s3().close();
        }
    }

    long count(Count count) {
        Running current = running;
        return current == null ? 0 : current.counts().get(count);
    }
}
