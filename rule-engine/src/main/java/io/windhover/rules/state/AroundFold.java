package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.state.TemporalFold.RuleTerms;
import io.windhover.schemas.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Judges a condition over rules that has a {@code not} in it, which a further event can make untrue: for each event by the
 * rules that matched less than the span before it or after it, once the watermark has passed that. So what the condition
 * denies must neither have come before nor come after.
 *
 * <p>The window's mark is the watermark up to which events have been judged, less the span.
 */
final class AroundFold extends WindowFold {
    private static final int KEPT = 1_024;

    private final Pattern.Temporal pattern;
    private final RuleTerms terms;

    AroundFold(Pattern.Temporal pattern, List<RuleName> rules, List<String> uids) {
        super(pattern.timespan(), uids, true);
        this.pattern = pattern;
        this.terms = new RuleTerms(rules);
    }

    @Override
    public long delay() {
        return span;
    }

    @Override
    Taken take(Window window, int at, Cause cause, long watermark) {
        return new Taken(List.of(), cause.entry().time() + span);
    }

    @Override
    Taken pass(Window window, long watermark) {
        List<Fired> fired = new ArrayList<>();
        long decided = watermark - span + 1;
        int past = window.firstFrom(decided);
        for (int i = window.mark() == Window.NEVER ? 0 : window.firstFrom(window.mark()); i < past; i++) {
            Entry entry = window.get(i);
            List<Entry> around = window.entries()
                    .subList(window.firstFrom(entry.time() - span + 1), window.firstFrom(entry.time() + span));
            BitSet seen = new BitSet();
            around.forEach(each -> seen.set(each.rule()));
            if (terms.holds(pattern.condition(), seen)) {
                fired.add(fired(
                        Conditions.text(pattern.condition()) + ", within " + Spans.words(pattern.timespan()),
                        entry,
                        around,
                        List.of(
                                new Reason("condition", Conditions.text(pattern.condition())),
                                new Reason("within", Spans.words(pattern.timespan()))),
                        List.of()));
            }
        }
        window.mark(decided);
        window.dropBefore(decided - span);
        return new Taken(fired, past < window.size() ? window.get(past).time() + span : Outcome.NEVER);
    }

    @Override
    void trim(Window window) {
        window.keep(Math.max(1, KEPT / ruleCount()), ruleCount(), 1);
    }
}
