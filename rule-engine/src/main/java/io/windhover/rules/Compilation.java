package io.windhover.rules;

import io.windhover.rules.source.Issue;
import java.util.List;

/**
 * What became of a set of rule files.
 *
 * @param ruleSet the rules that could be compiled
 * @param issues all that is wrong with the files, those found by parsing included, by file and position
 */
public record Compilation(RuleSet ruleSet, List<Issue> issues) {
    public Compilation {
        issues = List.copyOf(issues);
    }
}
