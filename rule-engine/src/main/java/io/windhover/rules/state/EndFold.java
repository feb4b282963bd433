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
     * Whether the window that ends with an entry is true.
     *
     * @param from the first entry of the window
     * @param end the last, which belongs to it
     */
    abstract boolean isTrue(Window window, int from, int end);

    /** The entries of a true window that are shown; all unless only some make it true. */
    List<Entry> shown(Window window, int from, int end) {
        return window.entries().subList(from, end + 1);
    }

    abstract Said said(Window window, int from, int end);

    /** Why a window is true. */
    record Said(String message, List<Reason> reasons) {}

    @Override
    final Taken take(Window window, int at, Cause cause, long watermark) {
        List<Fired> fired = new ArrayList<>();
        boolean added = false;
        for (int end = at;
                end < window.size()
                        && window.get(end).time() - span < cause.entry().time();
                end++) {
            int from = window.firstFrom(window.get(end).time() - span + 1);
            boolean before = window.get(end).fired();
            if ((before && added) || !isTrue(window, from, end)) {
                continue;
            }
            List<Entry> shown =
                    before || continues(window, from, end) ? List.of(cause.entry()) : shown(window, from, end);
            Said said = said(window, from, end);
            fired.add(fired(said.message(), window.get(end), shown, said.reasons(), cause.group()));
            window.hasFired(end);
            added = true;
        }
        if (watermark != NO_WATERMARK) {
            window.dropBefore(watermark - span);
        }
        return Taken.of(fired);
    }

    /** Whether a window that overlaps it has fired already and has told of what both have in them. */
    private static boolean continues(Window window, int from, int end) {
        return end > from && window.get(end - 1).fired();
    }
}
