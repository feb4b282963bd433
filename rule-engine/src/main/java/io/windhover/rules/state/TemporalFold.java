package io.windhover.rules.state;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.RuleName;
import io.windhover.schemas.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fires when the rules that matched within a span make a condition without {@code not} true. Of each rule the newest matches
 * are kept, 128 together and 16 at least: with more matches of one rule than that within the grace, an event that comes late
 * may be missed.
 */
final class TemporalFold extends EndFold {
    private static final int KEPT = 128;
    private static final int LEAST_KEPT = 16;

    private final Pattern.Temporal pattern;
    private final RuleTerms terms;

    TemporalFold(Pattern.Temporal pattern, List<RuleName> rules, List<String> uids) {
        super(pattern.timespan(), uids);
        this.pattern = pattern;
        this.terms = new RuleTerms(rules);
    }

    /** Each rule that the condition asks for must have matched at all. */
    @Override
    boolean mayBeTrue(List<Entry> entries) {
        return terms.holds(pattern.condition(), seen(entries));
    }

    @Override
    boolean isTrue(List<Entry> entries, Entry end) {
        return terms.holds(pattern.condition(), seen(chosen(entries)));
    }

    /** Those that make it true: of each rule the last, or with an order the chain. */
    @Override
    List<Entry> shown(List<Entry> entries, Entry end) {
        return chosen(entries);
    }

    /**
     * Of each rule its last match in the window; with an order, from the last rule back, its last match that is not after
     * what was chosen of the rules behind it.
     */
    private List<Entry> chosen(List<Entry> entries) {
        List<Entry> chosen = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (int rule = ruleCount() - 1; rule >= 0; rule--) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                Entry entry = entries.get(i);
                if (entry.rule() == rule && entry.time() <= before) {
                    chosen.add(entry);
                    before = pattern.ordered() ? entry.time() : Long.MAX_VALUE;
                    break;
                }
            }
        }
        chosen.sort(Entry.CANONICAL);
        return chosen;
    }

    private BitSet seen(List<Entry> entries) {
        BitSet seen = new BitSet();
        for (int i = 0; i < entries.size(); i++) {
            seen.set(entries.get(i).rule());
        }
        return seen;
    }

    @Override
    Said said(List<Entry> entries, Entry end) {
        List<Entry> chosen = chosen(entries);
        String names = chosen.stream()
                .map(entry -> terms.name(entry.rule()))
                .distinct()
                .collect(Collectors.joining(pattern.ordered() ? ", then " : " and "));
        return new Said(
                names + " within " + Spans.words(pattern.timespan()),
                List.of(
                        new Reason("matched", names),
                        new Reason("condition", Conditions.text(pattern.condition())),
                        new Reason("within", Spans.words(pattern.timespan()))));
    }

    @Override
    void trim(Window window) {
        window.keep(Math.max(LEAST_KEPT, KEPT / ruleCount()), ruleCount(), 1);
    }

    /** Which rule a name in a condition stands for. */
    record RuleTerms(List<RuleName> rules) {
        RuleTerms {
            rules = List.copyOf(rules);
        }

        String name(int rule) {
            return rules.get(rule).text();
        }

        boolean holds(Condition condition, BitSet seen) {
            if (condition instanceof Condition.Named named) {
                return isSeen(named.name(), seen);
            } else if (condition instanceof Condition.Not not) {
                return !holds(not.operand(), seen);
            } else if (condition instanceof Condition.And and) {
                return count(and.operands(), seen) == and.operands().size();
            } else if (condition instanceof Condition.Or or) {
                return count(or.operands(), seen) > 0;
            } else if (condition instanceof Condition.AtLeast atLeast) {
                return count(atLeast.operands(), seen) >= atLeast.count();
            }
            throw new IllegalStateException("Unknown: " + condition);
        }

        private boolean isSeen(String name, BitSet seen) {
            for (int i = seen.nextSetBit(0); i >= 0; i = seen.nextSetBit(i + 1)) {
                if (name(i).equals(name)) {
                    return true;
                }
            }
            return false;
        }

        private int count(List<Condition> operands, BitSet seen) {
            int count = 0;
            for (Condition operand : operands) {
                count += holds(operand, seen) ? 1 : 0;
            }
            return count;
        }
    }
}
