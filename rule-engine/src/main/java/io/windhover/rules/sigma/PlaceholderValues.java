package io.windhover.rules.sigma;

import io.windhover.rules.source.Issues;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an operator's values for {@code expand}: a YAML map from each placeholder's name, without its percent signs, to a
 * value or a list of values. Values may hold wildcards, as a rule's may.
 */
public final class PlaceholderValues {
    private PlaceholderValues() {}

    /** The values that are sound, by name; what is wrong with the others is in {@code issues}. */
    public static Map<String, List<String>> parse(SourceFile file, Issues issues) {
        int before = issues.errors();
        List<YamlNode> documents = YamlReader.read(file, issues);
        if (issues.errors() > before) {
            return Map.of();
        }
        if (documents.size() != 1 || !(documents.get(0) instanceof Mapping map)) {
            Position place = documents.isEmpty()
                    ? Position.START
                    : documents.get(documents.size() > 1 ? 1 : 0).position();
            issues.error(place, "A file of placeholders is one map from names to values.");
            return Map.of();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            values.put(name(entry, issues), values(entry, issues));
        }
        return values;
    }

    private static String name(Entry entry, Issues issues) {
        String name = entry.name();
        if (name.isEmpty() || name.indexOf('%') >= 0 || name.indexOf('\\') >= 0) {
            String bare = name.replace("%", "").replace("\\", "");
            issues.error(
                    entry.key().position(),
                    "A placeholder's name stands here without percent signs and backslashes.",
                    bare.isEmpty() ? Optional.empty() : Optional.of("write '" + bare + "'"));
        }
        return name;
    }

    private static List<String> values(Entry entry, Issues issues) {
        List<? extends YamlNode> nodes = entry.value() instanceof Sequence list ? list.items() : List.of(entry.value());
        if (nodes.isEmpty()) {
            issues.error(entry.value().position(), "The placeholder '" + entry.name() + "' has no value.");
        }
        List<String> values = new ArrayList<>();
        for (YamlNode node : nodes) {
            if (node instanceof Scalar scalar && !scalar.isNull()) {
                values.add(scalar.text());
            } else {
                issues.error(
                        node.position(),
                        "A placeholder's value is a text or a number, this is " + node.described() + ".");
            }
        }
        return values;
    }
}
