package io.windhover.rules.plan;

import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.Test;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import java.util.List;

/** Finds what is wrong with the fields that a rule names. */
final class FieldChecker {
    private final List<Issue> issues;

    /**
     * Checks rules one after the other.
     *
     * @param issues receives what is found
     */
    FieldChecker(List<Issue> issues) {
        this.issues = issues;
    }

    /** Whether the rule can be planned. */
    boolean accepts(Rule rule) {
        int before = issues.size();
        condition(rule, rule.condition());
        rule.report().levels().forEach(level -> condition(rule, level.condition()));
        for (List<Field> fields : List.of(
                rule.report().entity(), rule.report().dedup(), rule.report().context())) {
            fields.forEach(field -> field(rule, field, rule.position()));
        }
        return issues.subList(before, issues.size()).stream().noneMatch(Issue::isError);
    }

    private void condition(Rule rule, Condition condition) {
        if (condition instanceof Predicate predicate) {
            field(rule, predicate.field(), predicate.position());
            test(rule, predicate);
        } else if (condition instanceof And and) {
            and.operands().forEach(operand -> condition(rule, operand));
        } else if (condition instanceof Or or) {
            or.operands().forEach(operand -> condition(rule, operand));
        } else if (condition instanceof AtLeast atLeast) {
            atLeast.operands().forEach(operand -> condition(rule, operand));
        } else if (condition instanceof Not not) {
            condition(rule, not.operand());
        } else if (condition instanceof Named named) {
            condition(rule, named.condition());
        }
    }

    private void test(Rule rule, Predicate predicate) {
        if (predicate.test() instanceof Test.SameAs same) {
            field(rule, same.other(), predicate.position());
        }
    }

    private void field(Rule rule, Field field, Position position) {
        if (field.isNormalised() && NormalisedFields.named(field.name()).isEmpty()) {
            List<String> known =
                    NormalisedFields.all().stream().map(NormalisedField::name).toList();
            issues.add(new Issue(
                    Severity.ERROR,
                    rule.file(),
                    position,
                    "No normalised field is called '" + field.name() + "'.",
                    Nearest.question(field.name(), known).orElse(null)));
        }
    }
}
