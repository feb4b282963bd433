package io.windhover.rules;

import io.windhover.rules.source.Issue;
import java.util.List;

/**
 * What became of a set of rule files.
 *
 * @param ruleSet the rules that could be compiled and run: those that alert on their own, those that stateful rules look
 *     at, and the stateful ones
 * @param sound every rule without an error, with the filters applied: also those that are off, or that only a stateful rule
 *     that is off looks at, which can be tested all the same
 * @param issues all that is wrong with the files, those found by parsing included, by file and position
 */
public record Compilation(RuleSet ruleSet, RuleSet sound, List<Issue> issues) {
    public Compilation {
        issues = List.copyOf(issues);
    }
}
