package io.windhover.rules.state;

import java.util.List;
import java.util.Map;

/**
 * What an observation, or progress, did to a group.
 *
 * @param state the group's state from now on; empty to forget it; the very array that went in where nothing changed
 * @param due the watermark, in milliseconds, at which {@link Fold#due} must be asked, beside those that were told before;
 *     or {@link #NEVER}
 * @param fired what became true, in the order of event time
 * @param passed observations for further stages of the same rule
 */
@SuppressWarnings("ArrayRecordComponent") // Outcomes are used up at once, and never compared.
public record Outcome(byte[] state, long due, List<Fired> fired, List<Passed> passed) {
    /** Nothing is due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The state of a group of which nothing is known. */
    public static final byte[] NOTHING = {};

    public Outcome {
        fired = List.copyOf(fired);
        passed = List.copyOf(passed);
    }

    static Outcome unchanged(byte[] state) {
        return quiet(state, NEVER);
    }

    static Outcome quiet(byte[] state, long due) {
        return new Outcome(state, due, List.of(), List.of());
    }

    static Outcome of(byte[] state, List<Fired> fired) {
        return new Outcome(state, NEVER, fired, List.of());
    }

    /**
     * An observation on its way to another stage of the same rule, where it is one of another group.
     *
     * @param stage marks the stage; see {@link io.windhover.schemas.Observation#getMatchedUid}
     * @param group the values it is grouped by there
     * @param values what is judged there
     * @param carried what the stage needs beside
     */
    public record Passed(String stage, List<String> group, List<String> values, Map<String, String> carried) {
        /** What every stage's mark begins with; no rule's id does. */
        public static final String MARK = "#";

        public Passed {
            group = List.copyOf(group);
            values = List.copyOf(values);
            carried = Map.copyOf(carried);
        }
    }
}
