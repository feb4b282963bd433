package io.windhover.connect.kafka;

import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts messages that were deleted before they were read: the worker's metric {@code expired-messages-total}. */
final class LostMessages {

    private static final Logger LOG = LoggerFactory.getLogger(LostMessages.class);

    private final AtomicLong count = new AtomicLong();

    private LostMessages() {}

    /** Counts, and shows the count where the worker can: one before Kafka 4.1 keeps no metrics for tasks. */
    static LostMessages register(@Nullable SourceTaskContext context) {
        LostMessages lost = new LostMessages();
        try {
            PluginMetrics metrics = context == null ? null : context.pluginMetrics();
            if (metrics != null) {
                MetricName name = metrics.metricName(
                        "expired-messages-total",
                        "Messages that were deleted before this task read them, since it was started.",
                        new LinkedHashMap<>());
                metrics.addMetric(name, (Gauge<Long>) (config, now) -> lost.count.get());
            }
        } catch (LinkageError e) {
            LOG.atDebug().setCause(e).log("The worker keeps no metrics for tasks");
        }
        return lost;
    }

    void add(long messages) {
        count.addAndGet(messages);
    }
}
