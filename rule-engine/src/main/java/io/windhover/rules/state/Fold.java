package io.windhover.rules.state;

import io.windhover.schemas.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stateful rule remembers of a group, and when it fires. Pure and thread-safe: the state is bytes, which begin with
 * {@link StateHeader a version and a day of expiry}.
 *
 * <p>Observations may come in any order within the grace, and more than once: what fires is, up to the episode, a function
 * of their set. Where a bound makes that untrue, the fold's documentation says so.
 */
public interface Fold {
    /** Of a fold that knows of no progress. */
    long NO_WATERMARK = Long.MIN_VALUE;

    /**
     * Takes an observation.
     *
     * @param before the group's state; empty where nothing is known of it
     * @param observation of the group
     * @param watermark event time in milliseconds before which nothing comes that is not late, or {@link #NO_WATERMARK}
     */
    Outcome observe(byte[] before, Observation observation, long watermark);

    /**
     * Takes observations of the same group, one after the other.
     *
     * @return what came of each, in their order; the state of the last is the one to keep
     */
    default List<Outcome> observe(byte[] before, List<Observation> observations, long watermark) {
        List<Outcome> outcomes = new ArrayList<>(observations.size());
        byte[] state = before;
        for (Observation observation : observations) {
            Outcome outcome = observe(state, observation, watermark);
            outcomes.add(outcome);
            state = outcome.state();
        }
        return outcomes;
    }

    /**
     * Takes progress, for a group whose {@link Outcome#due} has passed.
     *
     * @param before the group's state
     * @param watermark as in {@link #observe}; at or after what was due
     */
    default Outcome due(byte[] before, long watermark) {
        return Outcome.unchanged(before);
    }

    /** By how many milliseconds of event time what it fires may lie behind the watermark at which it does. */
    default long delay() {
        return 0;
    }

    /** Whether a second sighting of the same values by the same group on the same day (UTC) tells it nothing. */
    default boolean needsOnlyNovelties() {
        return false;
    }

    /**
     * How far the group's learning is.
     *
     * @param today the day, in days since 1970, UTC
     */
    default Progress progress(byte[] state, long today) {
        return Progress.JUDGED;
    }

    /** How far a baseline's learning of one group is. */
    enum Progress {
        LEARNING,
        JUDGED,
        /** It has more values than are kept, and is judged no more. */
        WIDE
    }
}
