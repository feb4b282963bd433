package io.windhover.cli.replay;

import io.windhover.cli.output.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events that are bytes already to their topics, many at a time; remembers the first that could not be written. */
public final class EventProducer implements AutoCloseable {
    private static final String MAX_REQUEST_BYTES = "1048576";

    private final KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception failure;

    /** @param kafka settings of every Kafka client */
    public EventProducer(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                "5",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES));
        settings.putAll(kafka);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told of a failure.
    public void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, exception) -> {
            if (exception != null && failure == null) {
                failure = exception;
            }
        });
    }

    /** Waits until everything is written. */
    public void flush() {
        producer.flush();
    }

    /**
     * Checks that nothing was lost so far.
     *
     * @throws Failure if a record could not be written
     */
    public void requireWritten() {
        Exception reason = failure;
        if (reason != null) {
            throw new Failure("events cannot be written: " + reason.getMessage(), reason);
        }
    }

    /** Waits for nothing: {@link #flush} first. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
