package io.windhover.detector.match;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.windhover.detector.metrics.BoundedLabel;
import io.windhover.detector.metrics.Latencies;
import io.windhover.schemas.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the stage match counts and times, all its tasks together. Thread-safe. */
public final class MatchMetrics {
    /** There are a few dozen logs that we know, and what operators name themselves. */
    static final int MOST_SOURCES = 200;

    static final int MOST_RULES = 2_000;

    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;
    private final BoundedLabel sources = new BoundedLabel(MOST_SOURCES);
    private final BoundedLabel rules = new BoundedLabel(MOST_RULES);
    private final Set<MatchTaskMetrics> tasks = ConcurrentHashMap.newKeySet();
    private final Timer matchTime;
    private final Timer heartbeats;
    private final Counter observations;

    /** Meters of one source of events. */
    record SourceMeters(Counter events, Timer delay) {}

    /** Registers what does not depend on sources and rules. */
    public MatchMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.heartbeats = Latencies.ofHeartbeats(registry, "match");
        this.observations = Counter.builder("windhover.observations")
                .description(
                        "What rules that remember were told of events: one for each of these rules and what it judges, without"
                                + " what a baseline was told that day already")
                .register(registry);
        this.matchTime = Timer.builder("windhover.match.time")
                .description("What judging one event by all rules took")
                .serviceLevelObjectives(
                        Duration.ofNanos(10_000),
                        Duration.ofNanos(25_000),
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(registry);
        Gauge.builder("windhover.lag", this, MatchMetrics::lagSeconds)
                .description("How far behind the present events are judged: the time since the last event was ingested,"
                        + " or heartbeat sent, of those judged, in the partition that is furthest behind")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Begins to look at a task. */
    MatchTaskMetrics task() {
        MatchTaskMetrics task = new MatchTaskMetrics(this);
        tasks.add(task);
        return task;
    }

    void forget(MatchTaskMetrics task) {
        tasks.remove(task);
    }

    SourceMeters source(String name) {
        String label = sources.of(name);
        return new SourceMeters(
                Counter.builder("windhover.events")
                        .description("Events that were judged")
                        .tag("source", label)
                        .register(registry),
                Timer.builder("windhover.event.delay")
                        .description("From when an event happened to when it was judged: what the log's vendor, the"
                                + " connector and the detector took together")
                        .tag("source", label)
                        .register(registry));
    }

    Counter matches(String rule, Level level) {
        return Counter.builder("windhover.matches")
                .description("Matches of rules, also of those in shadow mode")
                .tag("rule", rules.of(rule))
                .tag("level", level.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    Counter observations() {
        return observations;
    }

    Timer matchTime() {
        return matchTime;
    }

    Timer heartbeats() {
        return heartbeats;
    }

    /** Not a number where no task has read anything yet. */
    private double lagSeconds() {
        long now = registry.config().clock().wallTime();
        return tasks.stream()
                .mapToLong(MatchTaskMetrics::readUpTo)
                .filter(time -> time != MatchTaskMetrics.NOTHING)
                .min()
                .stream()
                .mapToDouble(time -> Math.max(0, now - time) / MILLIS)
                .findFirst()
                .orElse(Double.NaN);
    }
}
