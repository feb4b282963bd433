package io.windhover.rules;

import io.windhover.rules.ir.Correlation;
import io.windhover.rules.source.Issue;
import java.util.List;

/**
 * What became of a set of rule files.
 *
 * @param ruleSet the rules that could be compiled and that alert on their own
 * @param sound every rule without an error, with the filters applied: also those that are off or that a correlation
 *     silences, which can be tested all the same
 * @param correlations the correlations that are sound; they are checked and not yet executed
 * @param issues all that is wrong with the files, those found by parsing included, by file and position
 */
public record Compilation(RuleSet ruleSet, RuleSet sound, List<Correlation> correlations, List<Issue> issues) {
    public Compilation {
        correlations = List.copyOf(correlations);
        issues = List.copyOf(issues);
    }
}
