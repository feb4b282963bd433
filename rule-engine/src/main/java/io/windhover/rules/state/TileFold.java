package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.schemas.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a number that must not be too large, so only when its window is over: windows follow each other from the group's
 * first event on, and each is judged once the watermark has passed its end. The first that is empty ends the run, after it
 * was judged too: so {@code lt: 1} says that a group has fallen silent.
 *
 * <p>The window's mark is the begin of the open window.
 */
final class TileFold extends WindowFold {
    private static final int LEAST_KEPT = 64;

    private final Pattern.Amount pattern;
    private final Numbers numbers;
    private final int kept;

    TileFold(Pattern.Amount pattern, List<String> uids) {
        super(pattern.timespan(), uids, true);
        this.pattern = pattern;
        this.numbers = new Numbers(pattern);
        this.kept = Numbers.kept(pattern, LEAST_KEPT);
    }

    @Override
    boolean isTaken(Observation observation) {
        return numbers.isTaken(observation);
    }

    @Override
    long value(Observation observation) {
        return numbers.value(observation);
    }

    @Override
    public long delay() {
        return 2 * span;
    }

    @Override
    Taken take(Window window, int at, Cause cause, long watermark) {
        long time = cause.entry().time();
        if (watermark != NO_WATERMARK && time < watermark) {
            // Its window is over, or may be: it is later than the grace allows.
            window.remove(at);
        } else if (window.mark() == Window.NEVER || time < window.mark()) {
            window.mark(time);
        }
        // Told again with every event: a timer may have passed while the rule was off.
        return new Taken(List.of(), window.mark() == Window.NEVER ? Outcome.NEVER : window.mark() + span);
    }

    @Override
    Taken pass(Window window, long watermark) {
        List<Fired> fired = new ArrayList<>();
        while (window.mark() != Window.NEVER && window.mark() + span <= watermark) {
            int end = window.firstFrom(window.mark() + span);
            List<Entry> entries = List.copyOf(window.entries().subList(window.firstFrom(window.mark()), end));
            double number = numbers.of(entries);
            if (end > 0 && numbers.passes(number)) {
                Entry last = window.get(end - 1);
                fired.add(fired(numbers.message(number), last, entries, numbers.reasons(number), List.of()));
            }
            next(window, entries.isEmpty(), end);
        }
        return new Taken(fired, window.mark() == Window.NEVER ? Outcome.NEVER : window.mark() + span);
    }

    /** The last entry stays for one window more: if that is empty, it is the one to tell of. */
    private void next(Window window, boolean empty, int end) {
        if (!empty) {
            window.mark(window.mark() + span);
            window.dropBefore(window.get(end - 1).time());
        } else if (end < window.size()) {
            window.mark(window.get(end).time());
            window.dropBefore(window.mark());
        } else {
            window.mark(Window.NEVER);
            window.dropBefore(Long.MAX_VALUE);
        }
    }

    /** Of each window as many as it takes to tell that there are too many; numbers are added up where they make a sum. */
    @Override
    void trim(Window window) {
        for (int i = 0; i + 1 < window.size(); ) {
            int end = window.firstFrom(endOf(window, window.get(i).time()));
            for (int excess = end - i - kept; excess > 0; excess--, end--) {
                Entry next = window.get(i + 1);
                if (pattern.aggregate() == Pattern.Aggregate.SUM) {
                    window.set(
                            i + 1, next.withNumber(next.number() + window.get(i).number()));
                }
                window.remove(i);
            }
            i = end;
        }
    }

    private long endOf(Window window, long time) {
        long begin = window.mark() == Window.NEVER ? time : window.mark();
        return begin + Math.floorDiv(time - begin, span) * span + span;
    }
}
