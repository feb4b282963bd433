package io.windhover.detector.match;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSources;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How late events may be. Lateness is a property of the event, its ingest time less its event time, and so the same wherever
 * and whenever it is judged.
 *
 * @param grace by which an event may be late and still count in windows
 * @param sources other graces, by product and service, for example {@code aws/cloudtrail}
 * @param learnUntil event time before which everything is history: it teaches and never alerts; null for no such time
 */
public record Lateness(
        Duration grace,
        Map<String, Duration> sources,
        @Nullable Instant learnUntil) {
    /** A quarter of an hour for every source, and no history. */
    public static final Lateness DEFAULT = new Lateness(Duration.ofMinutes(15), Map.of(), null);

    public Lateness {
        sources = Map.copyOf(sources);
    }

    /** The same with another end of history. */
    public Lateness learningUntil(@Nullable Instant time) {
        return new Lateness(grace, sources, time);
    }

    boolean isLate(CloudEvent event) {
        Duration late = Duration.between(event.getTime(), event.getIngestTime());
        return late.compareTo(
                        sources.isEmpty() ? grace : sources.getOrDefault(LogSources.name(event.getLogSource()), grace))
                > 0;
    }

    boolean isHistory(CloudEvent event) {
        return event.getHistory() || (learnUntil != null && event.getTime().isBefore(learnUntil));
    }

    /** By which an event of any source may be late. */
    public Duration longest() {
        return sources.values().stream().reduce(grace, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
