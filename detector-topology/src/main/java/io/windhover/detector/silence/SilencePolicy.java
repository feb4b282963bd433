package io.windhover.detector.silence;

import io.windhover.schemas.Level;
import java.time.Duration;
import java.util.Map;

/**
 * When a source counts as silent.
 *
 * @param after without an event of it, 2 minutes or more
 * @param sources the same for sources of their own, by product and service
 * @param level of the alert; informational for none
 */
public record SilencePolicy(Duration after, Map<String, Duration> sources, Level level) {

    /** 15 minutes, for every source; a medium alert. */
    public static final SilencePolicy DEFAULT = new SilencePolicy(Duration.ofMinutes(15), Map.of(), Level.MEDIUM);

    /** Reading counts as up to date within a minute, and is reported every ten seconds. */
    public static final Duration LEAST = Duration.ofMinutes(2);

    public SilencePolicy {
        sources = Map.copyOf(sources);
    }

    Duration after(String source) {
        return sources.getOrDefault(source, after);
    }

    boolean alerts() {
        return level != Level.INFORMATIONAL;
    }
}
