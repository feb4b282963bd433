package io.windhover.rules.plan;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.Keyword;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.Test;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds look-ups in lists that nobody gave: they never match, and {@code not} of them always does. */
public final class MissingLists {
    private final Set<String> given;
    private final List<Issue> issues = new ArrayList<>();

    private MissingLists(Set<String> given) {
        this.given = given;
    }

    /**
     * A warning for each such look-up, in the order of the rules.
     *
     * @param given the names of the lists that there are
     */
    public static List<Issue> of(List<Rule> rules, Optional<RiskPolicy> risk, Set<String> given) {
        MissingLists missing = new MissingLists(given);
        for (Rule rule : rules) {
            missing.look(rule, rule.condition());
            // The levels' conditions share selections with the rule's: what was said of one place is not said again.
            rule.report().levels().forEach(level -> missing.look(rule, level.condition()));
        }
        risk.ifPresent(policy -> policy.multipliers()
                .forEach(multiplier -> missing.look(policy.file(), multiplier.list(), multiplier.position())));
        return missing.issues.stream().distinct().toList();
    }

    private void look(Rule rule, Condition condition) {
        if (condition instanceof Predicate predicate) {
            look(rule, predicate.test(), predicate.position());
        } else if (condition instanceof Keyword keyword) {
            look(rule, keyword.test(), keyword.position());
        }
        condition.parts().forEach(part -> look(rule, part));
    }

    private void look(Rule rule, Test test, Position position) {
        if (test instanceof Test.InList in) {
            look(rule.file(), in.list(), position);
        }
    }

    private void look(String file, String list, Position position) {
        if (!given.contains(list)) {
            issues.add(new Issue(
                    Severity.WARNING,
                    file,
                    position,
                    "No list is called '" + list + "'.",
                    Nearest.question(list, given).orElse(null)));
        }
    }
}
