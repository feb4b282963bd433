package io.windhover.rules.state;

import io.windhover.schemas.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A fold of something that more events can only make true: it fires as soon as it is. It judges every window that ends with
 * an event and has the new one in it; which of these are true in the end depends on the events alone and not on their order.
 * An event that comes late into a window that has fired is told as further evidence of it.
 */
abstract class EndFold extends WindowFold {
    EndFold(Duration span, List<String> uids) {
        super(span, uids, false);
    }

    /**
     * Whether the window that ends with an entry is true; what happened in the same millisecond belongs to it.
     *
     * @param entries of the window, in their order
     * @param end the entry
     */
    abstract boolean isTrue(List<Entry> entries, Entry end);

    /** The entries of a true window that are shown; all unless only some make it true. */
    List<Entry> shown(List<Entry> entries, Entry end) {
        return entries;
    }

    abstract Said said(List<Entry> entries, Entry end);

    /** Why a window is true. */
    record Said(String message, List<Reason> reasons) {}

    /**
     * Whether some window of those that are kept may be true: asked with every observation, and false for nearly all, so
     * cheaper than to judge them.
     *
     * @param entries all that are kept
     */
    abstract boolean mayBeTrue(List<Entry> entries);

    @Override
    final Taken take(Window window, int at, Cause cause, long watermark) {
        List<Fired> fired = mayBeTrue(window.entries()) ? judged(window, cause) : List.of();
        if (watermark != NO_WATERMARK) {
            window.dropBefore(watermark - span);
        }
        return Taken.of(fired);
    }

    private List<Fired> judged(Window window, Cause cause) {
        List<Fired> fired = new ArrayList<>();
        boolean added = false;
        for (int end = window.firstFrom(cause.entry().time());
                end < window.size()
                        && window.get(end).time() - span < cause.entry().time();
                end++) {
            Entry last = window.get(end);
            int from = window.firstFrom(last.time() - span + 1);
            List<Entry> entries = window.entries().subList(from, window.firstFrom(last.time() + 1));
            if ((last.fired() && added) || !isTrue(entries, last)) {
                continue;
            }
            List<Entry> shown =
                    last.fired() || continues(window, from, end) ? List.of(cause.entry()) : shown(entries, last);
            Said said = said(entries, last);
            fired.add(fired(said.message(), last, shown, said.reasons(), cause.group()));
            window.hasFired(end);
            added = true;
        }
        return fired;
    }

    /** Whether a window that overlaps it has fired already and has told of what both have in them. */
    private static boolean continues(Window window, int from, int end) {
        return end > from && window.get(end - 1).fired();
    }
}
