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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what is wrong with a rule among others, or with its use of fields. */
public final class RuleChecker {
    private final List<Issue> issues;
    private final Map<String, Rule> byId = new HashMap<>();

    /**
     * Checks rules one after the other.
     *
     * @param issues receives what is found
     */
    public RuleChecker(List<Issue> issues) {
        this.issues = issues;
    }

    /** Whether the rule can be planned. */
    public boolean accepts(Rule rule) {
        int before = issues.size();
        Rule namesake = byId.putIfAbsent(rule.reference().getUid(), rule);
        if (namesake != null) {
            error(
                    rule,
                    rule.position(),
                    "The id '" + rule.reference().getUid() + "' is already that of the rule in " + namesake.file() + ":"
                            + namesake.position() + ".");
        }
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
        } else if (predicate.test() instanceof Test.InList) {
            error(rule, predicate.position(), "Lists are not supported yet.");
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

    private void error(Rule rule, Position position, String message) {
        issues.add(new Issue(Severity.ERROR, rule.file(), position, message, null));
    }
}
