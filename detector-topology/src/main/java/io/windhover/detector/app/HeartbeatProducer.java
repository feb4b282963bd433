package io.windhover.detector.app;

import io.windhover.detector.Heartbeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a {@link Heartbeat} into each partition of the events topic once an interval. Every detector of a deployment does:
 * none has to know whether another one lives. It writes outside the transactions of the stages, as the connectors do, so
 * that a heartbeat waits for nothing but its partition.
 *
 * <p>Nothing depends on a single heartbeat: one that a broker does not take within the next interval, or
 * {@value #LEAST_PATIENCE_MS} ms, is given up, so that what waits is bounded.
 */
final class HeartbeatProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatProducer.class);
    private static final int LEAST_PATIENCE_MS = 10_000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Makes one that does not run yet.
     *
     * @param topic of the events
     * @param producer is closed with this
     */
    HeartbeatProducer(String topic, Producer<byte[], byte[]> producer, InstantSource clock) {
        this.topic = topic;
        this.producer = producer;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "windhover-heartbeat");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** One for a detector of this configuration. */
    static HeartbeatProducer of(DetectorConfig config) {
        return new HeartbeatProducer(
                config.topics().names().events(),
                new KafkaProducer<>(settings(config), new ByteArraySerializer(), new ByteArraySerializer()),
                InstantSource.system());
    }

    static Map<String, Object> settings(DetectorConfig config) {
        int patience = (int) Math.min(
                Integer.MAX_VALUE,
                Math.max(LEAST_PATIENCE_MS, config.heartbeatInterval().toMillis()));
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.applicationId() + "-heartbeat");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LEAST_PATIENCE_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LEAST_PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        return settings;
    }

    /** The first is written after one interval. */
    @SuppressWarnings("FutureReturnValueIgnored") // It never completes: no exception leaves a beat.
    void start(Duration interval) {
        thread.scheduleWithFixedDelay(this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One heartbeat in each partition. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told of a failure.
    void beat() {
        try {
            for (PartitionInfo partition : producer.partitionsFor(topic)) {
                producer.send(Heartbeat.record(topic, partition.partition(), clock.millis()), this::acknowledged);
            }
        } catch (InterruptException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void acknowledged(@Nullable RecordMetadata at, @Nullable Exception exception) {
        if (exception != null) {
            failed(exception);
        } else if (failing.compareAndSet(true, false)) {
            LOG.atInfo().addKeyValue("topic", topic).log("heartbeats are written again");
        }
    }

    /** Told once, not for each of the partitions and intervals. */
    private void failed(Exception exception) {
        if (failing.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("exception", exception.getClass().getSimpleName())
                    .log("heartbeats cannot be written");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        producer.close(CLOSE_PATIENCE);
    }
}
