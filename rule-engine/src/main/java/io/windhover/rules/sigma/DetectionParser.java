package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.FieldUse;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads named selections and the condition over them. */
final class DetectionParser {
    private static final String CONDITION = "condition";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]+");

    private final Issues issues;
    private final ItemParser items;
    private final Map<String, Condition> selections = new LinkedHashMap<>();
    private final Map<String, Position> places = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<FieldUse> fields = new ArrayList<>();
    private boolean conditionUnread;

    DetectionParser(Placeholders placeholders, Issues issues) {
        this.issues = issues;
        this.items = new ItemParser(placeholders, fields, issues);
    }

    /** Reads the selections, all keys but {@code condition} and those of other meaning, and then the condition. */
    Optional<Condition> parse(Mapping detection, Set<String> otherKeys) {
        for (Entry entry : detection.entries()) {
            if (!entry.name().equals(CONDITION) && !otherKeys.contains(entry.name())) {
                selection(entry);
            }
        }
        Optional<YamlNode> condition = detection.get(CONDITION);
        if (condition.isEmpty()) {
            conditionUnread = true;
            issues.error(
                    detection.position(),
                    "The detection has no 'condition'.",
                    KeyReader.instead(CONDITION, detection.names()));
            return Optional.empty();
        }
        return conditions(condition.get());
    }

    /** A further condition over the selections that were read. */
    Optional<Condition> condition(Scalar text) {
        Optional<Condition> condition = ConditionParser.parse(text, selections, used, issues);
        conditionUnread |= condition.isEmpty();
        return condition;
    }

    /** Notes a field that the document names outside of its selections. */
    void uses(Scalar field) {
        fields.add(new FieldUse(new Field(field.text()), field.position()));
    }

    /** The fields that were named so far. */
    List<FieldUse> fields() {
        return fields;
    }

    /** Call when every condition was read; where one could not be, nobody knows what it meant to use. */
    void reportUnused() {
        if (conditionUnread) {
            return;
        }
        places.forEach((name, place) -> {
            if (!used.contains(name) && !name.startsWith("_")) {
                issues.warning(place, "No condition uses the selection '" + name + "'.");
            }
        });
    }

    private void selection(Entry entry) {
        if (!IDENTIFIER.matcher(entry.name()).matches()) {
            issues.error(
                    entry.key().position(),
                    "A selection's name is made of letters, digits, '_' and '-', not '" + entry.name() + "'.");
        }
        selections.put(entry.name(), block(entry.value()));
        places.put(entry.name(), entry.key().position());
    }

    private Condition block(YamlNode node) {
        if (node instanceof Mapping map) {
            return map(map);
        } else if (node instanceof Scalar scalar) {
            return keyword(scalar);
        }
        Sequence list = (Sequence) node;
        if (list.items().isEmpty()) {
            issues.error(list.position(), "The selection is empty.");
        }
        List<Condition> alternatives = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof Mapping map) {
                alternatives.add(map(map));
            } else if (item instanceof Scalar scalar) {
                alternatives.add(keyword(scalar));
            } else {
                issues.error(item.position(), "A selection is a map, a list of maps or a list of keywords.");
            }
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Or(alternatives);
    }

    private Condition map(Mapping map) {
        if (map.entries().isEmpty()) {
            issues.error(map.position(), "The selection is empty.");
        }
        List<Condition> parts = map.entries().stream().map(items::entry).toList();
        return parts.size() == 1 ? parts.get(0) : new And(parts);
    }

    private Condition keyword(Scalar scalar) {
        if (scalar.isNull()) {
            issues.error(scalar.position(), "The selection is empty; null is no keyword.");
        }
        return items.keyword(scalar);
    }

    private Optional<Condition> conditions(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return condition(scalar);
        }
        List<Condition> alternatives = new ArrayList<>();
        List<YamlNode> texts = node instanceof Sequence sequence ? sequence.items() : List.of();
        for (YamlNode text : texts) {
            if (text instanceof Scalar scalar) {
                condition(scalar).ifPresent(alternatives::add);
            } else {
                conditionUnread = true;
                issues.error(text.position(), "A condition is a text, this is " + text.described() + ".");
            }
        }
        if (texts.isEmpty()) {
            conditionUnread = true;
            issues.error(node.position(), "A condition is a text or a list of texts.");
        }
        return alternatives.isEmpty() ? Optional.empty() : Optional.of(new Or(alternatives));
    }
}
