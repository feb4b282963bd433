package io.windhover.rules.plan;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds conditions on fields that no event has here: they never hold, and {@code not} of them always does. */
public final class AbsentFields {
    private final Set<String> absent;
    private final List<Issue> issues = new ArrayList<>();

    private AbsentFields(Set<String> absent) {
        this.absent = absent;
    }

    /**
     * A warning for each such condition, in the order of the rules.
     *
     * @param absent names of the fields
     */
    public static List<Issue> of(List<Rule> rules, List<StatefulRule> stateful, Set<String> absent) {
        AbsentFields fields = new AbsentFields(absent);
        for (Rule rule : rules) {
            fields.look(rule, rule.condition());
            // The levels' conditions share selections with the rule's: what was said of one place is not said again.
            rule.report().levels().forEach(level -> fields.look(rule, level.condition()));
        }
        stateful.forEach(fields::look);
        return fields.issues.stream().distinct().toList();
    }

    /** An event that lacks what it is grouped by or judged by is not told to a stateful rule. */
    private void look(StatefulRule rule) {
        Stream.concat(rule.asked().stream(), rule.named())
                .filter(field -> absent.contains(field.name()))
                .findFirst()
                .ifPresent(field -> issues.add(new Issue(
                        Severity.WARNING, rule.file(), rule.position(), "No event has '" + field + "' here.", null)));
    }

    private void look(Rule rule, Condition condition) {
        if (condition instanceof Predicate predicate
                && absent.contains(predicate.field().name())) {
            issues.add(new Issue(
                    Severity.WARNING,
                    rule.file(),
                    predicate.position(),
                    "No event has '" + predicate.field() + "' here.",
                    null));
        }
        condition.parts().forEach(part -> look(rule, part));
    }
}
