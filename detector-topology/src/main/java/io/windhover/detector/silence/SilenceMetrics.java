package io.windhover.detector.silence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each source was not heard, as far as all partitions are read; the stage has one task, and only the instance that
 * runs it has these metrics. The number of sources is bounded by the stage.
 */
final class SilenceMetrics {
    static final String SILENT_SECONDS = "windhover.source.silent";
    static final String OVERDUE = "windhover.source.overdue";

    private final MeterRegistry registry;
    private final Map<String, Silence> silences = new HashMap<>();

    SilenceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Written by the task, read by whoever asks for the metrics. */
    private static final class Silence {
        private final List<Gauge> gauges = new ArrayList<>();
        private volatile double seconds;
        private volatile boolean overdue;
    }

    /**
     * A source was not heard for so long.
     *
     * @param after how long it may be silent
     */
    void silent(String source, Duration since, Duration after) {
        Silence silence = silences.computeIfAbsent(source, this::register);
        silence.seconds = since.toSeconds();
        silence.overdue = since.compareTo(after) >= 0;
    }

    private Silence register(String source) {
        Silence silence = new Silence();
        silence.gauges.add(Gauge.builder(SILENT_SECONDS, silence, s -> s.seconds)
                .description("Time since the last event of a source was ingested, as far as all partitions are read")
                .baseUnit("seconds")
                .tag("source", source)
                .register(registry));
        silence.gauges.add(Gauge.builder(OVERDUE, silence, s -> s.overdue ? 1 : 0)
                .description("1 where a source was silent for longer than it may be, else 0")
                .tag("source", source)
                .register(registry));
        return silence;
    }

    void forget(String source) {
        Silence silence = silences.remove(source);
        if (silence != null) {
            silence.gauges.forEach(registry::remove);
        }
    }

    void close() {
        List.copyOf(silences.keySet()).forEach(this::forget);
    }
}
