package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Step;
import io.windhover.rules.ir.RuleName;
import io.windhover.schemas.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fires when the steps have been taken one after the other, each by events of its own, within a span. Kept are of each rule
 * twice as many matches as its steps ask for, and 16 at least.
 */
final class SequenceFold extends EndFold {
    private static final int LEAST_KEPT = 16;

    private final Pattern.Sequence pattern;
    /** Of each step, which of the rules it is. */
    private final int[] rules;

    private final int kept;

    SequenceFold(Pattern.Sequence pattern, List<RuleName> names, List<String> uids) {
        super(pattern.timespan(), uids);
        this.pattern = pattern;
        List<String> texts = names.stream().map(RuleName::text).toList();
        this.rules = pattern.steps().stream()
                .mapToInt(step -> texts.indexOf(step.rule().text()))
                .toArray();
        this.kept = Math.max(
                LEAST_KEPT, 2 * pattern.steps().stream().mapToInt(Step::count).sum());
    }

    @Override
    boolean isTrue(Window window, int from, int end) {
        return window.get(end).rule() == rules[rules.length - 1]
                && chain(window, from, end).size() == total();
    }

    @Override
    List<Entry> shown(Window window, int from, int end) {
        return chain(window, from, end);
    }

    private int total() {
        return pattern.steps().stream().mapToInt(Step::count).sum();
    }

    /** From the last step back the latest events that serve: if any chain ends here, this one does. */
    private List<Entry> chain(Window window, int from, int end) {
        List<Entry> chain = new ArrayList<>();
        Set<Long> used = new HashSet<>();
        int at = end;
        for (int step = rules.length - 1; step >= 0; step--) {
            for (int wanted = pattern.steps().get(step).count(); wanted > 0 && at >= from; at--) {
                Entry entry = window.get(at);
                if (entry.rule() == rules[step] && used.add(entry.event())) {
                    chain.add(entry);
                    wanted--;
                }
            }
        }
        chain.sort(Entry.CANONICAL);
        return chain;
    }

    @Override
    Said said(Window window, int from, int end) {
        String steps = pattern.steps().stream()
                .map(step -> (step.count() > 1 ? step.count() + " × " : "")
                        + step.rule().text())
                .collect(Collectors.joining(", then "));
        return new Said(
                steps + " within " + Spans.words(pattern.timespan().toMillis()),
                List.of(
                        new Reason("steps", steps),
                        new Reason("within", Spans.words(pattern.timespan().toMillis()))));
    }

    @Override
    void trim(Window window) {
        window.keepNewest(kept, ruleCount());
    }
}
