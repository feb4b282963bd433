package io.windhover.detector.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Times that records were under way, as histograms whose buckets are fixed: they can be added up over instances. */
public final class Latencies {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private Latencies() {}

    /** From when a heartbeat was sent to when a stage read it. */
    public static Timer ofHeartbeats(MeterRegistry registry, String stage) {
        return Timer.builder("windhover.heartbeat.latency")
                .description("From when a detector sent a heartbeat to when the stage read it")
                .tag("stage", stage)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** From when an event was ingested to the alert that it opened. */
    public static Timer ofAlerts(MeterRegistry registry) {
        return Timer.builder("windhover.alert.latency")
                .description("From when a connector ingested an event to when triage wrote the alert that it opened")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Records the time from one moment to the other; a clock that is behind counts as none. */
    public static void record(Timer timer, long fromEpochMillis, long toEpochMillis) {
        timer.record(Math.max(0, toEpochMillis - fromEpochMillis), TimeUnit.MILLISECONDS);
    }
}
