package io.windhover.connect.s3;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** What a task has counted since it started; metrics of the worker where it takes them, Kafka 4.1 or newer. Thread-safe. */
final class Counts {

    enum Count {
        OBJECTS_READ("Objects that were read to their end."),
        OBJECTS_SKIPPED("Objects that are no logs, or not of the time that was asked for."),
        OBJECTS_REFUSED("Objects that could not be read: denied, missing, archived."),
        RECORDS_READ("Records that were handed to the worker, dead letters among them."),
        DEAD_LETTERS("Dead letters that were handed to the worker."),
        MESSAGES_RECEIVED("Messages that were received from the queue."),
        MESSAGES_DELETED("Messages that were deleted from the queue."),
        MESSAGES_NOT_UNDERSTOOD("Messages that went to the dead-letter topic."),
        MESSAGES_LEFT("Messages that were left to the queue, since an object could not be read."),
        RETRIES("Failures after which the same was tried again.");

        private final String description;

        Count(String description) {
            this.description = description;
        }

        String metric() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total";
        }
    }

    private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);

    /**
     * Begins at zero.
     *
     * @param context null where the task runs without a worker
     */
    Counts(@Nullable SourceTaskContext context) {
        for (Count count : Count.values()) {
            counts.put(count, new AtomicLong());
        }
        PluginMetrics metrics = metrics(context);
        if (metrics != null) {
            counts.forEach((count, value) -> metrics.addMetric(
                    metrics.metricName(count.metric(), count.description, new LinkedHashMap<>()),
                    (Gauge<Long>) (config, now) -> value.get()));
        }
    }

    private static @Nullable PluginMetrics metrics(@Nullable SourceTaskContext context) {
        try {
            return context == null ? null : context.pluginMetrics();
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            // A worker older than Kafka 4.1.
            return null;
        }
    }

    void add(Count count, long number) {
        counter(count).addAndGet(number);
    }

    void add(Count count) {
        add(count, 1);
    }

    long get(Count count) {
        return counter(count).get();
    }

    private AtomicLong counter(Count count) {
        AtomicLong counter = counts.get(count);
        if (counter == null) {
            throw new IllegalStateException("every count has a counter");
        }
        return counter;
    }
}
