package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.schemas.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a number that further events may raise or lower, an average or a percentile: of the window that ends with each
 * event, once the watermark has passed it.
 *
 * <p>The window's mark is the watermark at which it was judged last. With more than 1,024 events, every second older one is left out.
 */
final class LevelFold extends WindowFold {
    private static final int KEPT = 1_024;

    private final Numbers numbers;

    LevelFold(Pattern.Amount pattern, List<String> uids) {
        super(pattern.timespan(), uids, true);
        this.numbers = new Numbers(pattern);
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
    Taken take(Window window, int at, Cause cause, long watermark) {
        return new Taken(List.of(), cause.entry().time() + 1);
    }

    @Override
    Taken pass(Window window, long watermark) {
        List<Fired> fired = new ArrayList<>();
        int first = window.mark() == Window.NEVER ? 0 : window.firstFrom(window.mark());
        int past = window.firstFrom(watermark);
        for (int end = first; end < past; end++) {
            Entry entry = window.get(end);
            List<Entry> entries = window.entries().subList(window.firstFrom(entry.time() - span + 1), end + 1);
            double number = numbers.of(entries);
            if (!entry.fired() && numbers.passes(number)) {
                boolean continues = end > 0 && window.get(end - 1).fired();
                fired.add(fired(
                        numbers.message(number),
                        entry,
                        continues ? List.of() : entries,
                        numbers.reasons(number),
                        List.of()));
                window.hasFired(end);
            }
        }
        window.mark(watermark);
        window.dropBefore(watermark - span);
        return new Taken(fired, past < window.size() ? window.get(past).time() + 1 : Outcome.NEVER);
    }

    @Override
    void trim(Window window) {
        while (window.size() > KEPT) {
            window.halve();
        }
    }
}
