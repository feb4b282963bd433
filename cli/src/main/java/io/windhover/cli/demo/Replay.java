package io.windhover.cli.demo;

import io.windhover.cli.output.Failure;
import io.windhover.cli.replay.EventProducer;
import io.windhover.cli.replay.Pace;
import io.windhover.cli.stop.Stop;
import io.windhover.connect.file.FileSourceTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs the file connector's task in this process, on a thread of its own: asks it for records and writes them to their
 * topics, as a Connect worker with byte-array converters would. See {@code docs/decisions/0003-demo-runs-the-connector-task-in-process.md}.
 */
final class Replay implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final FileSourceTask task = new FileSourceTask();
    private final Pace pace;
    private final Stop stop = new Stop();
    private final EventProducer producer;
    private final Thread thread = new Thread(this::run, "demo-replay");
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable Exception failure;
    private volatile boolean done;

    private Replay(String bootstrapServers, Pace pace) {
        this.pace = pace;
        this.producer = new EventProducer(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /**
     * Begins.
     *
     * @param settings of the connector
     */
    static Replay start(Map<String, String> settings, String bootstrapServers, Pace pace) {
        Replay replay = new Replay(bootstrapServers, pace);
        try {
            replay.task.start(settings);
        } catch (RuntimeException e) {
            replay.close();
            throw e;
        }
        replay.thread.setDaemon(true);
        replay.thread.start();
        return replay;
    }

    /** Whether everything was read and stands on the topics. */
    boolean isDone() {
        producer.requireWritten();
        Exception reason = failure;
        if (reason != null) {
            throw new Failure("the replay failed: " + reason.getMessage(), reason);
        }
        return done;
    }

    /** Events written so far. */
    long events() {
        return task.recordsRead();
    }

    /** Bytes of the files that were read so far, as they lie on disk. */
    long bytesOnDisk() {
        return task.bytesRead();
    }

    /** Bytes of the events written so far: keys and values, before compression. */
    long bytes() {
        return bytes.get();
    }

    private void run() {
        try {
            long start = System.nanoTime();
            long sent = 0;
            while (!task.finished() && !stop.isRequested()) {
                List<SourceRecord> records = task.poll();
                for (SourceRecord record : records == null ? List.<SourceRecord>of() : records) {
                    if (!pace.await(sent++, start, stop)) {
                        return;
                    }
                    send(record);
                }
            }
            producer.flush();
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            task.stop();
        }
    }

    private void send(SourceRecord record) {
        byte[] key = (byte[]) record.key();
        byte[] value = (byte[]) record.value();
        var sent = new ProducerRecord<>(record.topic(), record.kafkaPartition(), record.timestamp(), key, value);
        boolean isEvent = key != null;
        for (Header header : record.headers()) {
            sent.headers().add(header.key(), String.valueOf(header.value()).getBytes(StandardCharsets.UTF_8));
        }
        producer.send(sent);
        if (isEvent) {
            bytes.addAndGet((long) key.length + value.length);
        }
    }

    @Override
    public void close() {
        stop.request();
        try {
            // A thread that waits for standard input cannot be woken; it ends with the process.
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
