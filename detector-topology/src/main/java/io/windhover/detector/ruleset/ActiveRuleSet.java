package io.windhover.detector.ruleset;

import io.windhover.rules.RuleSet;
import io.windhover.rules.source.Issue;
import java.util.List;

/**
 * A rule set as it judges events.
 *
 * @param version offset of its manifest on the rules topic; −1 before the first
 * @param rules the compiled rules
 * @param issues what was refused or is doubtful in its documents
 */
public record ActiveRuleSet(long version, RuleSet rules, List<Issue> issues) {
    public ActiveRuleSet {
        issues = List.copyOf(issues);
    }
}
