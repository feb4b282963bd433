package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Step;
import io.windhover.rules.ir.RuleName;
import io.windhover.schemas.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fires when the steps have been taken one after the other, each by events of its own, within a span. Kept are of each rule
 * twice as many matches as its steps ask for, and 64 at least.
 */
final class SequenceFold extends EndFold {
    private static final int LEAST_KEPT = 64;

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

    /** Each step's rule must have matched at all. */
    @Override
    boolean mayBeTrue(List<Entry> entries) {
        BitSet missing = new BitSet();
        for (int rule : rules) {
            missing.set(rule);
        }
        for (int i = 0; i < entries.size() && !missing.isEmpty(); i++) {
            missing.clear(entries.get(i).rule());
        }
        return missing.isEmpty();
    }

    @Override
    boolean isTrue(List<Entry> entries, Entry end) {
        return end.rule() == rules[rules.length - 1] && chain(entries).size() == total();
    }

    @Override
    List<Entry> shown(List<Entry> entries, Entry end) {
        return chain(entries);
    }

    private int total() {
        return pattern.steps().stream().mapToInt(Step::count).sum();
    }

    /**
     * From the last step back the latest events that serve, in what order ever they stand within a millisecond: if any chain
     * ends here, this one does.
     */
    private List<Entry> chain(List<Entry> entries) {
        List<Entry> chain = new ArrayList<>();
        Set<String> used = new HashSet<>();
        long notAfter = Long.MAX_VALUE;
        for (int step = rules.length - 1; step >= 0; step--) {
            int wanted = pattern.steps().get(step).count();
            long earliest = notAfter;
            for (int at = entries.size() - 1; at >= 0 && wanted > 0; at--) {
                Entry entry = entries.get(at);
                if (entry.rule() == rules[step] && entry.time() <= notAfter && used.add(entry.uid())) {
                    chain.add(entry);
                    earliest = entry.time();
                    wanted--;
                }
            }
            notAfter = earliest;
        }
        chain.sort(Entry.CANONICAL);
        return chain;
    }

    @Override
    Said said(List<Entry> entries, Entry end) {
        String steps = pattern.steps().stream()
                .map(step -> (step.count() > 1 ? step.count() + " × " : "")
                        + step.rule().text())
                .collect(Collectors.joining(", then "));
        return new Said(
                steps + " within " + Spans.words(pattern.timespan()),
                List.of(new Reason("steps", steps), new Reason("within", Spans.words(pattern.timespan()))));
    }

    @Override
    void trim(Window window) {
        window.keep(kept, ruleCount(), total());
    }
}
