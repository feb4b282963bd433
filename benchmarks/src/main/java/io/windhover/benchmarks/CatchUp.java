package io.windhover.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Times how fast an application works off a topic, by what it has committed. */
final class CatchUp {
    private static final long CHECK_MILLIS = 50;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final double WARM = 0.25;

    private CatchUp() {}

    /** Events a second between the first quarter, which is warm-up, and the last event. */
    static double rate(Admin admin, String application, String topic, long events) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long warmAt = 0;
        long warmCount = 0;
        while (true) {
            long count = committed(admin, application, topic);
            long now = System.nanoTime();
            if (warmAt == 0 && count >= events * WARM) {
                warmAt = now;
                warmCount = count;
            }
            if (count >= events) {
                return (count - warmCount) * 1e9 / (now - warmAt);
            }
            if (now > deadline) {
                throw new KafkaException(application + " has not caught up: " + count + " of " + events);
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
        }
    }

    private static long committed(Admin admin, String application, String topic) throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }
}
