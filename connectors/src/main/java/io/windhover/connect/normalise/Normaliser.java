package io.windhover.connect.normalise;

import io.windhover.schemas.LogSource;
import java.time.Instant;
import java.util.Optional;

/** Turns the raw events of one log into {@link io.windhover.schemas.CloudEvent}. Implementations are thread-safe. */
public interface Normaliser {

    /** The log whose events this reads. Shared: not to be changed. */
    LogSource logSource();

    /** The event in the common shape, or why it is refused. Bounded in depth and size; never throws for what the bytes hold. */
    Normalisation normalise(RawEvent event);

    /**
     * Why {@link #normalise} would refuse an event that is valid JSON and that nothing came with; empty where it would
     * not. Far cheaper than normalising: for callers that normalise only what a rule matched.
     */
    Optional<String> refusal(byte[] buffer, int offset, int length);

    /**
     * When an event that is not refused was done, by the log's own clock; empty of a log whose times are not known. As cheap
     * as {@link #refusal}.
     */
    Optional<Instant> time(byte[] buffer, int offset, int length);
}
