package io.windhover.detector;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record in a partition of the events topic that is no event: it says that the partition was written to at a time. It
 * queues behind the partition's backlog, so whoever reads it has read what came before it, also where no event comes.
 *
 * <p>Key and value are null; the header {@value #HEADER} has the sender's clock in milliseconds since 1970, 8 bytes, big
 * endian.
 */
public final class Heartbeat {
    /** The header that tells a heartbeat. */
    public static final String HEADER = "windhover-heartbeat";

    private Heartbeat() {}

    /** A heartbeat for one partition. */
    public static ProducerRecord<byte[], byte[]> record(String topic, int partition, long epochMillis) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, null);
        record.headers()
                .add(
                        HEADER,
                        ByteBuffer.allocate(Long.BYTES).putLong(epochMillis).array());
        return record;
    }

    /**
     * When a heartbeat was sent, by its sender's clock; empty where the headers are not those of a heartbeat. Whoever may
     * write events may write heartbeats too, of any time from 1970 on.
     */
    public static OptionalLong of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length != Long.BYTES) {
            return OptionalLong.empty();
        }
        long epochMillis = ByteBuffer.wrap(header.value()).getLong();
        return epochMillis < 0 ? OptionalLong.empty() : OptionalLong.of(epochMillis);
    }
}
