package io.windhover.detector.match;

import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Up to which event time a partition of the events topic has been judged: nothing earlier follows in it that is not late.
 * It is the latest ingest time that stood in the partition, of events and heartbeats, less the longest grace, and less a
 * little more, since connectors that write to one partition do not wait for each other.
 */
final class Progress {
    /** By which the ingest times in a partition may be out of order. */
    static final Duration DISORDER = Duration.ofSeconds(10);

    private static final long LEAST_STEP = Duration.ofSeconds(1).toMillis();
    private static final Evidence NONE = new Evidence("", Instant.EPOCH, Instant.EPOCH, "", -1, -1L, "");

    private final long behind;
    private long latest = Long.MIN_VALUE;
    private long told = Long.MIN_VALUE;

    Progress(Lateness lateness) {
        this.behind = lateness.longest().plus(DISORDER).toMillis();
    }

    /**
     * Takes a time that stood in the partition.
     *
     * @param now the time of day: a clock that runs ahead must not close anybody's windows
     */
    void reached(long ingestMillis, long now) {
        latest = Math.max(latest, Math.min(ingestMillis, now));
    }

    /** What to tell every partition of the next topic, if it is more than was told before. */
    Optional<Observation> tell(int partition) {
        if (latest == Long.MIN_VALUE || latest - behind < told + LEAST_STEP) {
            return Optional.empty();
        }
        told = latest - behind;
        return Optional.of(new Observation(
                "",
                "",
                -1L,
                "",
                List.of(),
                List.of(),
                0,
                NONE,
                Map.of(),
                false,
                ObservationKind.WATERMARK,
                new Watermark(partition, Instant.ofEpochMilli(told), 0),
                null,
                List.of(),
                null));
    }
}
