package io.windhover.detector.match;

import io.micrometer.core.instrument.Counter;
import io.windhover.detector.match.MatchMetrics.SourceMeters;
import io.windhover.detector.metrics.Latencies;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One task's way to the meters: those of a source and of a rule are looked up once and kept, so that counting an event
 * allocates nothing. For one thread, but for {@link #readUpTo}.
 */
final class MatchTaskMetrics implements AutoCloseable {
    /** Nothing was read yet. */
    static final long NOTHING = Long.MIN_VALUE;

    private final MatchMetrics metrics;
    private final Map<String, Map<String, SourceMeters>> sources = new HashMap<>();
    private final Map<String, Map<Level, Counter>> rules = new HashMap<>();
    private int knownSources;
    private volatile long readUpTo = NOTHING;

    MatchTaskMetrics(MatchMetrics metrics) {
        this.metrics = metrics;
    }

    /** An event has come. */
    void event(CloudEvent event, long now) {
        SourceMeters source = source(event.getLogSource());
        source.events().increment();
        Latencies.record(source.delay(), event.getTime().toEpochMilli(), now);
        read(event.getIngestTime().toEpochMilli(), now);
    }

    /** A heartbeat has come. */
    void heartbeat(long sent, long now) {
        Latencies.record(metrics.heartbeats(), sent, now);
        read(sent, now);
    }

    /** An event was judged. */
    void judged(long nanos) {
        metrics.matchTime().record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Stateful rules are told of an event. */
    void observed(int observations) {
        metrics.observations().increment(observations);
    }

    /** A rule has matched. */
    void matched(String rule, Level level) {
        Map<Level, Counter> levels = rules.get(rule);
        if (levels == null) {
            levels = new EnumMap<>(Level.class);
            if (rules.size() < MatchMetrics.MOST_RULES) {
                rules.put(rule, levels);
            }
        }
        Counter counter = levels.get(level);
        if (counter == null) {
            counter = metrics.matches(rule, level);
            levels.put(level, counter);
        }
        counter.increment();
    }

    /** Ingest time of the latest event, or time of the latest heartbeat, in milliseconds. */
    long readUpTo() {
        return readUpTo;
    }

    /** A clock that is ahead must not make all that follows look timely. */
    private void read(long time, long now) {
        long past = Math.min(time, now);
        if (past > readUpTo) {
            readUpTo = past;
        }
    }

    private SourceMeters source(LogSource log) {
        String service = log.getService() == null ? "" : log.getService();
        Map<String, SourceMeters> ofProduct = sources.get(log.getProduct());
        SourceMeters meters = ofProduct == null ? null : ofProduct.get(service);
        return meters == null ? learn(log.getProduct(), service) : meters;
    }

    private SourceMeters learn(String product, String service) {
        SourceMeters meters = metrics.source(service.isEmpty() ? product : product + "/" + service);
        if (knownSources < MatchMetrics.MOST_SOURCES) {
            knownSources++;
            sources.computeIfAbsent(product, any -> new HashMap<>()).put(service, meters);
        }
        return meters;
    }

    @Override
    public void close() {
        metrics.forget(this);
    }
}
