package io.windhover.rules.alias;

import io.windhover.rules.alias.Alias.Template;
import io.windhover.rules.alias.FieldSource.Change;
import io.windhover.rules.alias.FieldSource.Guard;
import io.windhover.rules.alias.FieldSource.GuardKind;
import io.windhover.rules.alias.FieldSource.Path;
import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.json.Folding;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import io.windhover.rules.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an alias file; the package says what may stand in it. */
final class AliasParser {
    private static final Set<String> KEYS = Set.of(
            "path",
            "normalised",
            "constant",
            "name",
            "value",
            "key",
            "case",
            "translate",
            "before",
            "after",
            "after-last",
            "strip",
            "present",
            "missing",
            "when",
            "unless");

    private static final Set<String> FILE_KEYS = Set.of("logsource", "fields", "known");
    private static final Set<String> LOG_SOURCE_KEYS = Set.of("product", "service", "category");

    private final Issues issues;

    private AliasParser(Issues issues) {
        this.issues = issues;
    }

    /**
     * The aliases of one log source.
     *
     * @param known the keys that its events have at the top; empty where that is not known
     */
    record AliasFile(LogSourcePattern logSource, List<Alias> aliases, Set<String> known) {}

    static List<AliasFile> parse(SourceFile file, Issues issues) {
        AliasParser parser = new AliasParser(issues);
        return YamlReader.read(file, issues).stream()
                .map(parser::document)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<AliasFile> document(YamlNode document) {
        Mapping map = document instanceof Mapping given ? given : new Mapping(List.of(), document.position());
        refuseUnknown(map, FILE_KEYS);
        Mapping source = mapping(map, "logsource");
        refuseUnknown(source, LOG_SOURCE_KEYS);
        Mapping fields = mapping(map, "fields");
        LogSourcePattern pattern =
                new LogSourcePattern(text(source, "product"), text(source, "service"), text(source, "category"));
        List<Alias> aliases = new ArrayList<>();
        for (Entry entry : fields.entries()) {
            aliases.add(new Alias(entry.name(), templates(entry.value())));
        }
        Set<String> known = map.get("known")
                .map(node -> (Set<String>) new LinkedHashSet<>(texts(node)))
                .orElse(Set.of());
        return Optional.of(new AliasFile(pattern, aliases, known));
    }

    private void refuseUnknown(Mapping map, Set<String> keys) {
        for (Entry entry : map.entries()) {
            if (!keys.contains(entry.name())) {
                issues.error(
                        entry.key().position(),
                        "Unknown key '" + entry.name() + "'.",
                        Nearest.question(entry.name(), keys));
            }
        }
    }

    private Mapping mapping(Mapping map, String key) {
        Optional<YamlNode> node = map.get(key);
        if (node.orElse(null) instanceof Mapping mapping) {
            return mapping;
        }
        issues.error(
                node.map(YamlNode::position).orElse(map.position()), "An alias file has a map under '" + key + "'.");
        return new Mapping(List.of(), map.position());
    }

    private static @Nullable String text(Mapping map, String key) {
        return map.get(key).orElse(null) instanceof Scalar scalar ? scalar.text() : null;
    }

    private List<Template> templates(YamlNode node) {
        List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
        return items.stream().map(this::template).flatMap(Optional::stream).toList();
    }

    private Optional<Template> template(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return Optional.of(new Template(Template.Kind.PATH, scalar.text(), null, false, List.of(), List.of()));
        }
        if (!(node instanceof Mapping map)) {
            issues.error(node.position(), "A field's source is a path or a map, this is " + node.described() + ".");
            return Optional.empty();
        }
        refuseUnknown(map, KEYS);
        for (Template.Kind kind : Template.Kind.values()) {
            String place = text(map, kind.name().toLowerCase(Locale.ROOT));
            if (place != null) {
                boolean open = place.contains("*");
                if (kind == Template.Kind.NORMALISED
                        && !open
                        && NormalisedFields.named(place).isEmpty()) {
                    unknownField(place, map);
                    return Optional.empty();
                }
                boolean camelCase = "camel".equals(text(map, "case"));
                return Optional.of(new Template(kind, place, pivot(map), camelCase, changes(map), guards(map)));
            }
        }
        issues.error(map.position(), "A field's source has a 'path', a 'normalised' name or a 'constant'.");
        return Optional.empty();
    }

    private void unknownField(String name, Mapping map) {
        List<String> known =
                NormalisedFields.all().stream().map(NormalisedField::name).toList();
        Position place = map.get("normalised").map(YamlNode::position).orElse(map.position());
        issues.error(place, "No normalised field is called '" + name + "'.", Nearest.question(name, known));
    }

    private Template.@Nullable PivotKeys pivot(Mapping map) {
        String name = text(map, "name");
        String value = text(map, "value");
        String key = text(map, "key");
        if (name == null && value == null && key == null) {
            return null;
        } else if (name == null || value == null || key == null) {
            issues.error(map.position(), "A list read as a map needs 'name', 'value' and 'key'.");
            return null;
        }
        return new Template.PivotKeys(name, value, key);
    }

    private List<Change> changes(Mapping map) {
        List<Change> changes = new ArrayList<>();
        for (Entry entry : map.entries()) {
            switch (entry.name()) {
                case "translate" -> changes.add(new Change.Translate(translation(entry.value())));
                case "before" -> changes.add(new Change.Before(single(entry.value())));
                case "after" -> changes.add(new Change.After(single(entry.value())));
                case "after-last" -> changes.add(new Change.AfterLast(single(entry.value())));
                case "strip" -> changes.add(new Change.Strip(single(entry.value())));
                default -> {
                    // No change.
                }
            }
        }
        return changes;
    }

    private Map<String, String> translation(YamlNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof Mapping map) {
            map.entries().forEach(entry -> texts.put(Folding.fold(entry.name()), single(entry.value())));
        } else {
            issues.error(node.position(), "'translate' is a map.");
        }
        return texts;
    }

    private List<Guard> guards(Mapping map) {
        List<Guard> guards = new ArrayList<>();
        for (Entry entry : map.entries()) {
            switch (entry.name()) {
                case "present" ->
                    texts(entry.value())
                            .forEach(path -> guards.add(new Guard(Path.of(path), GuardKind.PRESENT, List.of())));
                case "missing" ->
                    texts(entry.value())
                            .forEach(path -> guards.add(new Guard(Path.of(path), GuardKind.MISSING, List.of())));
                case "when" -> guards.addAll(comparing(entry.value(), GuardKind.EQUAL));
                case "unless" -> guards.addAll(comparing(entry.value(), GuardKind.UNEQUAL));
                default -> {
                    // No guard.
                }
            }
        }
        return guards;
    }

    private List<Guard> comparing(YamlNode node, GuardKind kind) {
        if (node instanceof Mapping map) {
            return map.entries().stream()
                    .map(entry -> new Guard(Path.of(entry.name()), kind, texts(entry.value())))
                    .toList();
        }
        issues.error(node.position(), "'when' and 'unless' are maps from paths to texts.");
        return List.of();
    }

    private String single(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        issues.error(node.position(), "Expected a single text, this is " + node.described() + ".");
        return "";
    }

    private List<String> texts(YamlNode node) {
        List<? extends YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.text());
            } else {
                issues.error(item.position(), "Expected a text, this is " + item.described() + ".");
                texts.add("");
            }
        }
        return texts;
    }
}
