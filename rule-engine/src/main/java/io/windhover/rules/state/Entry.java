package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One observation as a window keeps it.
 *
 * @param time event time in milliseconds
 * @param event hash of the event's uid
 * @param rule which of the stateful rule's rules matched
 * @param value hash of the values, or of a number its bits; 0 where none are asked for
 * @param silent whether it only teaches
 * @param fired whether the window that ends with it has been true
 * @param carried what stateful rules further on will ask for
 * @param evidence what is shown of it; null of one that is too old to be shown
 * @param subject whom it was about, where the rule may fire long after it
 */
record Entry(
        long time,
        long event,
        int rule,
        long value,
        boolean silent,
        boolean fired,
        Map<String, String> carried,
        @Nullable Evidence evidence,
        @Nullable Subject subject) {

    /** Event time and then the event: an order that does not depend on when it came. */
    static final Comparator<Entry> CANONICAL = Comparator.comparingLong(Entry::time)
            .thenComparingLong(Entry::event)
            .thenComparingInt(Entry::rule)
            .thenComparingLong(Entry::value);

    double number() {
        return Double.longBitsToDouble(value);
    }

    Entry hasFired() {
        return new Entry(time, event, rule, value, silent, true, carried, evidence, subject);
    }

    /** With what finds the event again, and without what is shown of it. */
    Entry inBrief() {
        Evidence shown = evidence;
        if (shown == null || shown.getSummary().isEmpty()) {
            return this;
        }
        Evidence brief = Evidence.newBuilder(shown).setSummary("").build();
        return new Entry(time, event, rule, value, silent, fired, carried, brief, null);
    }

    Entry withoutEvidence() {
        return new Entry(time, event, rule, value, silent, fired, carried, null, null);
    }

    Entry withNumber(double number) {
        return new Entry(
                time, event, rule, Double.doubleToRawLongBits(number), silent, fired, carried, evidence, subject);
    }
}
