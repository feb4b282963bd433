package io.windhover.rules.plan;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.Test;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what is wrong with the fields that a rule names, and whether its condition asks anything at all. */
final class RuleChecker {
    private final Aliases aliases;
    private final List<Issue> issues;
    /** Of the rule at hand; each once, though a selection may be reached by several conditions. */
    private final Set<Issue> found = new LinkedHashSet<>();

    /**
     * Checks rules one after the other.
     *
     * @param aliases tell which fields a log source has
     * @param issues receives what is found
     */
    RuleChecker(Aliases aliases, List<Issue> issues) {
        this.aliases = aliases;
        this.issues = issues;
    }

    /** Whether the rule can be planned. */
    boolean accepts(Rule rule) {
        found.clear();
        condition(rule, rule.condition());
        truth(rule);
        rule.report().levels().forEach(level -> condition(rule, level.condition()));
        for (List<Field> fields : List.of(
                rule.report().entity(), rule.report().dedup(), rule.report().context())) {
            fields.forEach(field -> field(rule, field, rule.position()));
        }
        issues.addAll(found);
        return found.stream().noneMatch(Issue::isError);
    }

    private void condition(Rule rule, Condition condition) {
        if (condition instanceof Predicate predicate) {
            field(rule, predicate.field(), predicate.position());
            test(rule, predicate);
        } else {
            condition.parts().forEach(part -> condition(rule, part));
        }
    }

    private void truth(Rule rule) {
        TruthTable table = new TruthTable(rule.condition());
        if (table.isNever() || table.isAlways()) {
            String message = table.isNever()
                    ? "The rule can never match: its condition contradicts itself."
                    : "The rule matches every event of its log source.";
            found.add(new Issue(Severity.WARNING, rule.file(), rule.position(), message, null));
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
            found.add(new Issue(
                    Severity.ERROR,
                    rule.file(),
                    position,
                    "No normalised field is called '" + field.name() + "'.",
                    Nearest.question(field.name(), known).orElse(null)));
        } else if (!field.isNormalised()) {
            unseen(rule, field, position);
        }
    }

    /** Warns of a field that stands at a place where the log source is known to have nothing of that name. */
    private void unseen(Rule rule, Field field, Position position) {
        Set<String> known = aliases.knownFields(rule.logSource());
        String first = field.name().split("\\.", 2)[0];
        boolean seen = known.isEmpty() || known.contains(first) || known.contains(field.name());
        if (!seen) {
            found.add(new Issue(
                    Severity.WARNING,
                    rule.file(),
                    position,
                    "Events of " + rule.logSource() + " have no field '" + first + "'.",
                    Nearest.question(first, known).orElse(null)));
        }
    }
}
