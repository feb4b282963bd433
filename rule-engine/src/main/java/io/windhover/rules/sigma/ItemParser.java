package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.Keyword;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.FieldUse;
import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one detection item: a field with its modifiers and its values, or keywords where no field stands. */
final class ItemParser {
    private static final Set<Modifier> NOT_FOR_KEYWORDS = EnumSet.of(
            Modifier.CIDR,
            Modifier.FIELDREF,
            Modifier.EXISTS,
            Modifier.LT,
            Modifier.LTE,
            Modifier.GT,
            Modifier.GTE,
            Modifier.MINUTE,
            Modifier.HOUR,
            Modifier.DAY,
            Modifier.WEEK,
            Modifier.MONTH,
            Modifier.YEAR);

    private final Placeholders placeholders;
    private final List<FieldUse> fields;
    private final Issues issues;

    /** @param fields receives every field that an item names */
    ItemParser(Placeholders placeholders, List<FieldUse> fields, Issues issues) {
        this.placeholders = placeholders;
        this.fields = fields;
        this.issues = issues;
    }

    /** A map's entry: {@code field|modifier: value or values}. */
    Condition entry(Entry entry) {
        String[] parts = entry.name().split("\\|", -1);
        List<Modifier> modifiers = modifiers(entry.key(), parts);
        List<Scalar> values = values(entry);
        boolean keywords = parts[0].isEmpty();
        if (!keywords) {
            fields.add(new FieldUse(new Field(parts[0]), entry.key().position()));
        }
        if (modifiers.contains(Modifier.FIELDREF)) {
            values.forEach(other -> fields.add(new FieldUse(new Field(other.text()), other.position())));
        }
        if (keywords) {
            modifiers.stream()
                    .filter(NOT_FOR_KEYWORDS::contains)
                    .forEach(modifier ->
                            issues.error(entry.key().position(), "'" + modifier + "' needs a field before it."));
        }
        return combine(
                modifiers,
                values,
                new Subject(keywords ? Optional.empty() : Optional.of(new Field(parts[0]))),
                entry.key());
    }

    /** A value that stands where a map could: a keyword. */
    Condition keyword(Scalar value) {
        return combine(List.of(), List.of(value), new Subject(Optional.empty()), value);
    }

    private Condition combine(List<Modifier> modifiers, List<Scalar> values, Subject subject, Scalar place) {
        ValueChain chain = new ValueChain(modifiers, placeholders, issues);
        List<Condition> alternatives = new ArrayList<>();
        for (Scalar value : values) {
            List<Condition> forms = chain.tests(value).stream()
                    .map(test -> subject.condition(test, modifiers, value))
                    .toList();
            alternatives.add(forms.size() == 1 ? forms.get(0) : new Or(forms));
        }
        boolean all = modifiers.contains(Modifier.ALL);
        if (all && values.size() == 1) {
            issues.warning(place.position(), "'all' changes nothing for a single value.");
        }
        Condition item =
                alternatives.size() == 1 ? alternatives.get(0) : all ? new And(alternatives) : new Or(alternatives);
        return modifiers.contains(Modifier.NEQ) ? new Not(item) : item;
    }

    private List<Modifier> modifiers(Scalar key, String[] parts) {
        List<Modifier> modifiers = new ArrayList<>();
        int index = parts[0].length() + 1;
        for (int i = 1; i < parts.length; i++) {
            String word = parts[i];
            Optional<Modifier> modifier = Modifier.named(word);
            if (modifier.isEmpty()) {
                issues.error(
                        key.at(index), "Unknown modifier '" + word + "'.", Nearest.question(word, Modifier.allWords()));
            } else {
                boolean first =
                        modifiers.stream().allMatch(m -> m == Modifier.ALL || m == Modifier.NEQ || m == Modifier.CASED);
                if (modifier.get().isFirst() && !first) {
                    issues.error(
                            key.at(index), "'" + word + "' reads the value as written: it must be the first modifier.");
                }
                modifiers.add(modifier.get());
            }
            index += word.length() + 1;
        }
        return modifiers;
    }

    private List<Scalar> values(Entry entry) {
        List<Scalar> values = new ArrayList<>();
        if (entry.value() instanceof Scalar scalar) {
            values.add(scalar);
        } else if (entry.value() instanceof Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof Scalar scalar) {
                    values.add(scalar);
                } else {
                    issues.error(
                            item.position(), "A value in a list must be single, this is " + item.described() + ".");
                }
            }
            if (sequence.items().isEmpty()) {
                issues.error(sequence.position(), "The list has no values.");
            }
        } else {
            issues.error(
                    entry.value().position(),
                    "A field takes a value or a list of values, this is "
                            + entry.value().described() + ".");
        }
        return values;
    }

    /** What is tested: a field, or the whole event. */
    private record Subject(Optional<Field> field) {
        Condition condition(Test test, List<Modifier> modifiers, Scalar value) {
            if (field.isEmpty()) {
                return new Keyword(unanchored(test, modifiers, value), value.position());
            }
            Condition predicate = new Predicate(field.get(), test, value.position());
            boolean absent = test instanceof Test.Exists && value.text().equalsIgnoreCase("false");
            return absent ? new Not(predicate) : predicate;
        }

        private static Test unanchored(Test test, List<Modifier> modifiers, Scalar value) {
            if (test instanceof Test.Regex
                    || test instanceof Test.InList
                    || modifiers.contains(Modifier.STARTSWITH)
                    || modifiers.contains(Modifier.ENDSWITH)) {
                return test;
            }
            List<Piece> pieces = new ArrayList<>(List.of(Wildcard.MANY));
            pieces.addAll(test instanceof Test.Text text ? text.pattern().pieces() : WildcardText.parse(value.text()));
            pieces.add(Wildcard.MANY);
            return new Test.Text(new TextPattern(pieces, modifiers.contains(Modifier.CASED)));
        }
    }
}
