package io.windhover.detector.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what is sent to the dead-letter topic. Streams makes the handlers by their class, so the registry comes to them
 * with the configuration, under {@link #CONFIG}.
 */
public final class DeadLetterMetrics {
    /** Key under which the Streams configuration carries the registry. */
    public static final String CONFIG = "windhover.dead-letter.meters";

    private final MeterRegistry registry;

    /** Why a record is set aside, as far as a metric tells it apart. */
    enum Reason {
        /** Its bytes are not what its topic holds. */
        UNREADABLE,
        /** It can be read, but it is not what the stage can work with. */
        REFUSED,
        /** What was made of it cannot be written. */
        UNWRITABLE,
        /** A mistake of ours. */
        UNEXPECTED
    }

    private DeadLetterMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Reason reason : Reason.values()) {
            counter(reason);
        }
    }

    /** Counts nothing where the configuration has no registry. */
    static DeadLetterMetrics of(Map<String, ?> configs) {
        return new DeadLetterMetrics(
                configs.get(CONFIG) instanceof MeterRegistry registry ? registry : new CompositeMeterRegistry());
    }

    void count(Reason reason) {
        counter(reason).increment();
    }

    private Counter counter(Reason reason) {
        return Counter.builder("windhover.dead.letters")
                .description("Records that were sent to the dead-letter topic by the detector, not by connectors")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
