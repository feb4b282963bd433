package io.windhover.rules.sigma;

import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves {@code action} documents: {@code global} is merged into the detection documents after it, {@code reset} ends
 * that, {@code repeat} is the detection document before it with changes.
 */
final class Documents {
    private static final String ACTION = "action";
    private static final List<String> ACTIONS = List.of("global", "reset", "repeat");

    private final Issues issues;
    private Mapping global;
    private Optional<Mapping> last = Optional.empty();

    Documents(Issues issues, Mapping empty) {
        this.issues = issues;
        this.global = empty;
    }

    /** The file's rules, correlations and filters, each complete. */
    static List<Mapping> resolve(List<YamlNode> documents, Issues issues) {
        List<Mapping> resolved = new ArrayList<>();
        if (!documents.isEmpty()) {
            Mapping empty = new Mapping(List.of(), documents.get(0).position());
            Documents state = new Documents(issues, empty);
            documents.forEach(document -> state.resolve(document).ifPresent(resolved::add));
        }
        return resolved;
    }

    private Optional<Mapping> resolve(YamlNode document) {
        if (!(document instanceof Mapping map)) {
            issues.error(document.position(), "A rule is a map, this is " + document.described() + ".");
            return Optional.empty();
        }
        Optional<YamlNode> action = map.get(ACTION);
        if (action.isPresent()) {
            String word = action.get() instanceof Scalar scalar ? scalar.text() : "";
            return act(word, map, action.get());
        }
        boolean detects =
                map.get(FilterParser.KEY).isEmpty() && map.get(RiskParser.KEY).isEmpty() && !StatefulParser.reads(map);
        return Optional.of(detects ? remember(merged(global, map)) : map);
    }

    private Optional<Mapping> act(String word, Mapping map, YamlNode place) {
        switch (word) {
            case "global" -> global = merged(global, map);
            case "reset" -> global = new Mapping(List.of(), map.position());
            case "repeat" -> {
                if (last.isPresent()) {
                    return Optional.of(remember(merged(last.get(), map)));
                }
                issues.error(place.position(), "There is no rule before this one to repeat.");
            }
            default ->
                issues.error(place.position(), "Unknown action '" + word + "'.", Nearest.question(word, ACTIONS));
        }
        return Optional.empty();
    }

    private Mapping remember(Mapping document) {
        last = Optional.of(document);
        return document;
    }

    /** Maps are merged key by key; anything else in the second replaces what the first has. */
    private static Mapping merged(Mapping first, Mapping second) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        first.entries().forEach(entry -> entries.put(entry.name(), entry));
        for (Entry entry : second.entries()) {
            Entry before = entries.get(entry.name());
            YamlNode value =
                    before != null && before.value() instanceof Mapping old && entry.value() instanceof Mapping changes
                            ? merged(old, changes)
                            : entry.value();
            entries.put(entry.name(), new Entry(entry.key(), value));
        }
        return new Mapping(List.copyOf(entries.values()), second.position());
    }
}
