package io.windhover.detector.app;

import io.windhover.rules.source.Nearest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of the configuration file as it is being read: each key that is asked for is known, every other one is a
 * mistake. Mistakes are collected over all sections and thrown by {@link #finish}.
 */
final class ConfigSection {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(kB|KB|MB|GB)?");

    private final String file;
    private final String path;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<ConfigSection> children = new ArrayList<>();
    private final List<String> mistakes;
    private final References references;

    private ConfigSection(String file, String path, @Nullable Node node, List<String> mistakes, References references) {
        this.file = file;
        this.path = path;
        this.mistakes = mistakes;
        this.references = references;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else if (node != null && !isNull(node)) {
            mistake(node, (path.isEmpty() ? "the file" : path) + " must be a list of keys and values");
        }
    }

    static ConfigSection root(String file, String yaml) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            return new ConfigSection(
                    file,
                    "",
                    new Compose(settings).composeString(yaml).orElse(null),
                    new ArrayList<>(),
                    new References());
        } catch (MarkedYamlEngineException e) {
            throw new ConfigException(place(file, e.getProblemMark()) + ": not YAML: " + e.getProblem());
        }
    }

    ConfigSection section(String key) {
        ConfigSection child = new ConfigSection(file, name(key), value(key), mistakes, references);
        children.add(child);
        return child;
    }

    String text(String key, String otherwise) {
        return read(key, otherwise, "text", Optional::of);
    }

    @Nullable
    String textOrNull(String key) {
        return entries.containsKey(key) ? text(key, "") : value(key) == null ? null : "";
    }

    int integer(String key, int otherwise) {
        return read(
                key,
                otherwise,
                "a whole number",
                text -> text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty());
    }

    boolean flag(String key, boolean otherwise) {
        return read(
                key,
                otherwise,
                "true or false",
                text -> text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty());
    }

    Duration duration(String key, Duration otherwise) {
        return read(key, otherwise, "a duration such as 500ms, 5s, 10m, 2h or 1d", text -> {
            Matcher matcher = DURATION.matcher(text);
            return matcher.matches()
                    ? Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2))))
                    : Optional.empty();
        });
    }

    /** One of the names of an enum, in lower case. */
    <E extends Enum<E>> E choice(String key, E otherwise) {
        List<E> all = List.of(otherwise.getDeclaringClass().getEnumConstants());
        String names = String.join(
                ", ",
                all.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
        return read(key, otherwise, "one of " + names, text -> all.stream()
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst());
    }

    /** Whether there is such a key, with a value or without. */
    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Says what is wrong with the value of a key that is there. */
    void refuse(String key, String reason) {
        NodeTuple entry = entries.get(key);
        if (entry != null) {
            mistake(entry.getValueNode(), name(key) + " " + reason);
        }
    }

    /** One path, or a list of them. */
    List<Path> paths(String key) {
        Node node = value(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        List<Path> paths = new ArrayList<>();
        for (Node item : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                paths.add(Path.of(scalar.getValue()));
            } else {
                mistake(item, name(key) + " must be a file, or a list of files");
            }
        }
        return paths;
    }

    /**
     * Every key with its paths, in the order of the file.
     *
     * @param what a key is, for messages
     */
    Map<String, List<Path>> pathsByName(String what, Predicate<String> isName) {
        Map<String, List<Path>> all = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            List<Path> paths = paths(key);
            if (isName.test(key)) {
                all.put(key, paths);
            } else {
                mistake(entry.getKeyNode(), name(key) + " is not " + what + ": lower-case letters, digits, - and _");
            }
        });
        return all;
    }

    /** Every key with its duration. */
    Map<String, Duration> durations() {
        Map<String, Duration> all = new HashMap<>();
        entries.keySet().forEach(key -> all.put(key, duration(key, Duration.ZERO)));
        return all;
    }

    /** Bytes; the units are powers of 1,024. */
    long size(String key, long otherwise) {
        return read(key, otherwise, "a size such as 512kB, 256MB or 2GB", text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String unit = matcher.group(2) == null ? "" : matcher.group(2);
            int shift =
                    switch (unit) {
                        case "" -> 0;
                        case "MB" -> 20;
                        case "GB" -> 30;
                        default -> 10;
                    };
            return Optional.of(Long.parseLong(matcher.group(1)) << shift);
        });
    }

    /** Every key with its value, for settings that are handed on. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        entries.keySet().forEach(key -> all.put(key, text(key, "")));
        return all;
    }

    /** @throws ConfigException with every mistake of every section, if there is one */
    void finish() {
        reportUnknown();
        if (!mistakes.isEmpty()) {
            throw new ConfigException(String.join("\n", mistakes));
        }
    }

    private void reportUnknown() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                String nearest = Nearest.nearest(key, known)
                        .map(word -> "did you mean " + name(word) + "?")
                        .orElse("known here: " + String.join(", ", known));
                mistake(entry.getKeyNode(), "unknown setting " + name(key) + "; " + nearest);
            }
        });
        children.forEach(ConfigSection::reportUnknown);
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistake(tuple.getKeyNode(), "a setting's name must be plain text");
        } else if (entries.put(key.getValue(), tuple) != null) {
            mistake(key, name(key.getValue()) + " is set twice");
        }
    }

    private <T> T read(String key, T otherwise, String expected, Function<String, Optional<T>> parse) {
        Node node = value(key);
        if (node == null || isNull(node)) {
            return otherwise;
        }
        try {
            Optional<T> value = node instanceof ScalarNode scalar
                    ? parse.apply(references.resolve(scalar.getValue()))
                    : Optional.empty();
            if (value.isEmpty()) {
                mistake(node, name(key) + " must be " + expected);
            }
            return value.orElse(otherwise);
        } catch (ConfigException unresolved) {
            mistake(node, name(key) + ": " + unresolved.getMessage());
            return otherwise;
        }
    }

    private @Nullable Node value(String key) {
        known.add(key);
        NodeTuple entry = entries.get(key);
        return entry == null ? null : entry.getValueNode();
    }

    private static ChronoUnit unit(String suffix) {
        return switch (suffix) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + ": " + key;
    }

    private void mistake(Node node, String message) {
        mistakes.add(place(file, node.getStartMark()) + ": " + message);
    }

    private static String place(String file, Optional<Mark> mark) {
        return file
                + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                        .orElse("");
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
