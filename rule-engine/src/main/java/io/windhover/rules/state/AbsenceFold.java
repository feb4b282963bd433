package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.schemas.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when one thing was done and another was not within a span after it; decided when the watermark has passed that span
 * and the grace. Kept are 64 of either.
 *
 * <p>The window's mark is the time up to which what was done first has been judged.
 */
final class AbsenceFold extends WindowFold {
    private static final int TRIGGER = 0;
    private static final int KEPT = 64;

    private final Pattern.Absence pattern;

    AbsenceFold(Pattern.Absence pattern, List<String> uids) {
        super(pattern.timespan().plus(pattern.grace()), uids, true);
        this.pattern = pattern;
    }

    @Override
    public long delay() {
        return span + 1;
    }

    @Override
    Taken take(Window window, int at, Cause cause, long watermark) {
        boolean trigger = cause.entry().rule() == TRIGGER;
        return new Taken(List.of(), trigger ? cause.entry().time() + span + 1 : Outcome.NEVER);
    }

    @Override
    Taken pass(Window window, long watermark) {
        List<Fired> fired = new ArrayList<>();
        long next = Outcome.NEVER;
        long decided = watermark - span;
        for (Entry trigger : triggers(window)) {
            if (trigger.time() >= decided) {
                next = Math.min(next, trigger.time() + span + 1);
            } else if ((window.mark() == Window.NEVER || trigger.time() >= window.mark())
                    && isMissing(window, trigger)) {
                fired.add(fired(trigger));
            }
        }
        window.mark(decided);
        window.dropBefore(decided);
        return new Taken(fired, next);
    }

    private static List<Entry> triggers(Window window) {
        return window.entries().stream()
                .filter(entry -> entry.rule() == TRIGGER)
                .toList();
    }

    private static boolean isExpected(Entry entry) {
        return entry.rule() != TRIGGER;
    }

    private boolean isMissing(Window window, Entry trigger) {
        return window.entries().stream()
                .noneMatch(entry ->
                        isExpected(entry) && entry.time() >= trigger.time() && entry.time() <= trigger.time() + span);
    }

    private Fired fired(Entry trigger) {
        String expected = pattern.expect().text();
        return fired(
                "no " + expected + " within " + Spans.words(pattern.timespan()) + " after "
                        + pattern.trigger().text(),
                trigger,
                List.of(),
                List.of(
                        new Reason("expected", expected),
                        new Reason("after", pattern.trigger().text()),
                        new Reason("within", Spans.words(pattern.timespan()))),
                List.of());
    }

    @Override
    void trim(Window window) {
        window.keep(KEPT, ruleCount(), 1);
    }
}
