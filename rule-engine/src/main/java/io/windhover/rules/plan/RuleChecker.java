package io.windhover.rules.plan;

import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.ir.Test;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Severity;
import java.util.List;
import java.util.stream.Stream;

/** Finds out whether a rule can be planned, and whether its condition asks anything at all. */
final class RuleChecker {
    private final List<Issue> issues;

    /** @param issues receives what is found */
    RuleChecker(List<Issue> issues) {
        this.issues = issues;
    }

    /** False where the rule names a normalised field that there is none of, which {@link FieldChecker} reports. */
    boolean accepts(Rule rule) {
        truth(rule);
        Rule.Report report = rule.report();
        Stream<Field> inConditions = Stream.concat(
                fields(rule.condition()), report.levels().stream().flatMap(level -> fields(level.condition())));
        Stream<Field> inReport =
                Stream.of(report.entity(), report.dedup(), report.context()).flatMap(List::stream);
        return Stream.concat(inConditions, inReport).allMatch(RuleChecker::exists);
    }

    /** Likewise. */
    boolean accepts(StatefulRule rule) {
        return rule.named().allMatch(RuleChecker::exists);
    }

    private static boolean exists(Field field) {
        return !field.isNormalised() || NormalisedFields.named(field.name()).isPresent();
    }

    private static Stream<Field> fields(Condition condition) {
        if (condition instanceof Predicate predicate) {
            return predicate.test() instanceof Test.SameAs same
                    ? Stream.of(predicate.field(), same.other())
                    : Stream.of(predicate.field());
        }
        return condition.parts().stream().flatMap(RuleChecker::fields);
    }

    private void truth(Rule rule) {
        TruthTable table = new TruthTable(rule.condition());
        if (table.isNever() || table.isAlways()) {
            String message = table.isNever()
                    ? "The rule can never match: its condition contradicts itself."
                    : "The rule matches every event of its log source.";
            issues.add(new Issue(Severity.WARNING, rule.file(), rule.position(), message, null));
        }
    }
}
