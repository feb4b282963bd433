package io.windhover.benchmarks.deployment;

import io.windhover.detector.alerts.AlertsReader;
import io.windhover.detector.alerts.AlertsTopic;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** Notes when whoever reads the alerts sees the first of an entity. */
final class AlertWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final AlertsReader alerts;
    private final Map<String, Long> seen = new HashMap<>();

    /** Begins with what is told from now on. */
    AlertWatch(AlertsTopic topic) {
        alerts = topic.fromEnd();
    }

    /** Reads on for a moment. */
    void look() {
        AlertsReader.Batch batch = alerts.poll(POLL);
        if (!batch.unreadable().isEmpty()) {
            throw new SerializationException(batch.unreadable().get(0));
        }
        for (Alert alert : batch.alerts()) {
            seen.putIfAbsent(alert.getEntity(), System.nanoTime());
        }
    }

    /** When the first and the last of these entities was seen, on the clock of {@link System#nanoTime}; empty while one is missing. */
    Optional<Seen> of(List<String> entities) {
        List<Long> times = new ArrayList<>();
        for (String entity : entities) {
            Long time = seen.get(entity);
            if (time == null) {
                return Optional.empty();
            }
            times.add(time);
        }
        return Optional.of(new Seen(
                times.stream().mapToLong(each -> each).min().orElseThrow(),
                times.stream().mapToLong(each -> each).max().orElseThrow()));
    }

    /** @param first nanoseconds, as {@code last} is */
    record Seen(long first, long last) {}

    @Override
    public void close() {
        alerts.close();
    }
}
