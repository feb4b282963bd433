package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One observation as a window keeps it.
 *
 * @param time event time in milliseconds
 * @param rule which of the stateful rule's rules matched
 * @param value hash of the values, or of a number its bits; 0 where none are asked for
 * @param silent whether it only teaches
 * @param fired whether the window that ends with it has been true
 * @param details what is looked at only where a window is true
 */
record Entry(long time, int rule, long value, boolean silent, boolean fired, EntryDetails details) {

    /** Event time and then the event's uid: an order that does not depend on when it came. */
    static final Comparator<Entry> CANONICAL = Comparator.comparingLong(Entry::time)
            .thenComparing(Entry::uid)
            .thenComparingInt(Entry::rule)
            .thenComparingLong(Entry::value);

    String uid() {
        return details.uid();
    }

    /** Points at the event; without a summary of one that is too old to be shown. */
    Evidence evidence() {
        return details.evidence(time);
    }

    /** What stateful rules further on will ask for. */
    Map<String, String> carried() {
        return details.carried();
    }

    /** Whom it was about, where the rule may fire long after it. */
    @Nullable
    Subject subject() {
        return details.subject();
    }

    double number() {
        return Double.longBitsToDouble(value);
    }

    Entry hasFired() {
        return new Entry(time, rule, value, silent, true, details);
    }

    /** With what finds the event again, and without what is shown of it. */
    Entry inBrief() {
        return details.isBrief() ? this : new Entry(time, rule, value, silent, fired, details.inBrief());
    }

    Entry withNumber(double number) {
        return new Entry(time, rule, Double.doubleToRawLongBits(number), silent, fired, details);
    }
}
