package io.windhover.rules;

import io.windhover.rules.CaseVerdict.Reason;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Judges the events of test files by a rule set, with the matcher that judges a log's events. Not thread-safe. */
public final class RuleCaseJudge {
    private final RuleSet ruleSet;
    private final Lists lists;
    private final RuleMatcher matcher;

    /** @param lists those that the rules look values up in */
    public RuleCaseJudge(RuleSet ruleSet, Lists lists) {
        this.ruleSet = ruleSet;
        this.lists = lists;
        this.matcher = ruleSet.newMatcher(lists);
    }

    /**
     * Judges one event: one of the rules must match it, or none.
     *
     * @param asked rules of the set; at least one
     * @param event the event as a rule sees it; its log source may depend on the rule
     * @throws MalformedJsonException if the event is not valid JSON or is nested too deep
     */
    public CaseVerdict judge(RuleCase testCase, List<CompiledRule> asked, Function<CompiledRule, LogEvent> event)
            throws MalformedJsonException {
        List<CompiledRule> matching = new ArrayList<>();
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (CompiledRule rule : asked) {
            LogEvent judged = event.apply(rule);
            if (rule.alerts()) {
                matcher.match(judged, (found, matched) -> {
                    if (found.equals(rule)) {
                        matching.add(rule);
                        levels.add(matched.level());
                    }
                });
            } else if (ruleSet.explain(rule, judged, lists).holds()) {
                // The matcher tells of one that only others look at no more than they ask for.
                matching.add(rule);
                levels.add(rule.reference().getLevel());
            }
        }
        boolean alone = asked.size() == 1;
        if (matching.isEmpty() && testCase.match()) {
            return CaseVerdict.failed(
                    alone ? "the rule does not match, and must" : "none of the rules matches, and one must",
                    reasons(asked, event));
        } else if (!matching.isEmpty() && !testCase.match()) {
            return CaseVerdict.failed(
                    alone ? "the rule matches, and must not" : "one of the rules matches, and none may",
                    reasons(matching, event));
        } else if (testCase.level() != null && !levels.contains(testCase.level())) {
            return CaseVerdict.failed(
                    "the rule matches with level " + words(levels) + ", and must with " + word(testCase.level()),
                    List.of());
        }
        return CaseVerdict.passed();
    }

    private List<Reason> reasons(List<CompiledRule> rules, Function<CompiledRule, LogEvent> event)
            throws MalformedJsonException {
        List<Reason> reasons = new ArrayList<>();
        for (CompiledRule rule : rules) {
            reasons.add(new Reason(rule, "", ruleSet.explain(rule, event.apply(rule), lists)));
        }
        return reasons;
    }

    static String words(Set<Level> levels) {
        return String.join(", ", levels.stream().map(RuleCaseJudge::word).toList());
    }

    static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
