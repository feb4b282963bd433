package io.windhover.rules.plan;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Keyword;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.Test;
import io.windhover.rules.json.Folding;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds, for a condition, texts of which at least one must stand in a certain field if the condition is to hold: only
 * then need it be judged. Of several choices the rarest is taken: an operation rather than the name of its service.
 */
final class Witnesses {
    /**
     * Something that must be so.
     *
     * @param field the field it is about
     * @param kind what must be so of it
     * @param text the folded text; empty where none is needed
     */
    record Witness(Field field, Kind kind, String text) {}

    /** What must be so of a field; the rarer first. */
    enum Kind {
        /** A value is the text. */
        WHOLE(1),
        /** The text stands in a value. */
        SUBSTRING(1_000),
        /** There is a value. */
        PRESENT(100_000);

        private final int cost;

        Kind(int cost) {
            this.cost = cost;
        }
    }

    private static final double NORMALISED_COST = 1e9;

    private final Map<Witness, Integer> uses = new HashMap<>();
    private final Map<Field, Set<String>> texts = new HashMap<>();

    Witnesses(Collection<Rule> rules) {
        rules.forEach(rule -> count(rule.condition()));
    }

    private void count(Condition condition) {
        if (condition instanceof Predicate predicate) {
            for (Witness witness : witnesses(predicate)) {
                uses.merge(witness, 1, Integer::sum);
                texts.computeIfAbsent(witness.field, field -> new HashSet<>()).add(witness.text);
            }
        } else if (!(condition instanceof Not)) {
            condition.parts().forEach(this::count);
        }
    }

    /** Empty where the condition has none. */
    Optional<Set<Witness>> of(Condition condition) {
        if (condition instanceof Predicate predicate) {
            Set<Witness> found = witnesses(predicate);
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } else if (condition instanceof Named named) {
            return of(named.condition());
        } else if (condition instanceof And and) {
            return and.operands().stream()
                    .map(this::of)
                    .flatMap(Optional::stream)
                    .min(Comparator.comparingDouble(this::cost));
        } else if (condition instanceof Or or) {
            return all(or.operands());
        } else if (condition instanceof AtLeast atLeast) {
            return atLeastOneOf(atLeast);
        } else if (condition instanceof Not || condition instanceof Keyword) {
            return Optional.empty();
        }
        throw new IllegalStateException("Unknown: " + condition);
    }

    private Optional<Set<Witness>> all(List<Condition> conditions) {
        Set<Witness> union = new LinkedHashSet<>();
        for (Condition each : conditions) {
            Optional<Set<Witness>> found = of(each);
            if (found.isEmpty()) {
                return found;
            }
            union.addAll(found.get());
        }
        return Optional.of(union);
    }

    /** If n of k hold, one of any k - n + 1 does. */
    private Optional<Set<Witness>> atLeastOneOf(AtLeast condition) {
        List<Set<Witness>> cheapest = condition.operands().stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(this::cost))
                .toList();
        int needed = condition.operands().size() - condition.count() + 1;
        if (cheapest.size() < needed) {
            return Optional.empty();
        }
        Set<Witness> union = new LinkedHashSet<>();
        cheapest.subList(0, needed).forEach(union::addAll);
        return Optional.of(union);
    }

    /**
     * Estimates how often one of them stands in an event: the rarer, the more different texts rules ask of the field, and
     * the fewer ask for this one.
     */
    private double cost(Set<Witness> witnesses) {
        double cost = 0;
        for (Witness witness : witnesses) {
            int different = texts.getOrDefault(witness.field, Set.of("")).size();
            double normalised = witness.field.isNormalised() ? NORMALISED_COST : 1;
            cost += normalised * witness.kind.cost * uses.getOrDefault(witness, 1) / different;
        }
        return cost;
    }

    private static Set<Witness> witnesses(Predicate predicate) {
        Field field = predicate.field();
        if (predicate.test() instanceof Test.Text text && text.pattern().isLiteral()) {
            return Set.of(
                    new Witness(field, Kind.WHOLE, Folding.fold(text.pattern().literalText())));
        } else if (predicate.test() instanceof Test.Equal equal) {
            return new LinkedHashSet<>(List.of(
                    new Witness(field, Kind.WHOLE, Folding.fold(equal.canonical())),
                    new Witness(field, Kind.WHOLE, Folding.fold(equal.written()))));
        } else if (predicate.test() instanceof Test.IsNull) {
            return Set.of();
        }
        Optional<String> required = Optional.empty();
        if (predicate.test() instanceof Test.Text text) {
            required = RequiredText.of(text.pattern());
        } else if (predicate.test() instanceof Test.Regex regex) {
            required = RequiredText.of(regex);
        }
        return Set.of(required.map(text -> new Witness(field, Kind.SUBSTRING, text))
                .orElseGet(() -> new Witness(field, Kind.PRESENT, "")));
    }
}
