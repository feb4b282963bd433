package io.windhover.rules.sigma;

import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the plain keys of a map, each with the complaint that fits. */
record KeyReader(Mapping map, Issues issues) {
    /** A single value's text; null where the key is missing, null or of another kind, which is then reported. */
    @Nullable
    String text(String key) {
        return scalar(key).map(Scalar::text).orElse(null);
    }

    Optional<Scalar> scalar(String key) {
        Optional<YamlNode> node = map.get(key);
        if (node.isPresent() && !(node.get() instanceof Scalar)) {
            issues.error(
                    node.get().position(),
                    "'" + key + "' takes one value, this is " + node.get().described() + ".");
        }
        return node.filter(Scalar.class::isInstance).map(Scalar.class::cast).filter(scalar -> !scalar.isNull());
    }

    /** A list's texts, or a single value as a list of one. */
    List<String> texts(String key) {
        return scalars(key).stream().map(Scalar::text).toList();
    }

    List<Scalar> scalars(String key) {
        YamlNode node = map.get(key).orElse(null);
        List<Scalar> scalars = new ArrayList<>();
        List<? extends YamlNode> items =
                node == null ? List.of() : node instanceof Sequence list ? list.items() : List.of(node);
        for (YamlNode item : items) {
            if (!(item instanceof Scalar scalar)) {
                issues.error(item.position(), "'" + key + "' takes texts, this is " + item.described() + ".");
            } else if (!scalar.isNull()) {
                scalars.add(scalar);
            }
        }
        return scalars;
    }

    /** What stands under the key, where it may be a word or a map; null where it is missing. */
    @Nullable
    YamlNode scalarOrMapping(String key) {
        return map.get(key).orElse(null);
    }

    Optional<Mapping> mapping(String key) {
        Optional<YamlNode> node = map.get(key);
        if (node.isPresent() && !(node.get() instanceof Mapping)) {
            issues.error(
                    node.get().position(),
                    "'" + key + "' is a map, this is " + node.get().described() + ".");
        }
        return node.filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    /** One of an enumeration's words, in any case; empty where the key is missing or the word is unknown. */
    <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
        return scalar(key).flatMap(scalar -> word(scalar, key, type, issues));
    }

    static <E extends Enum<E>> Optional<E> word(Scalar scalar, String what, Class<E> type, Issues issues) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(scalar.text().toLowerCase(Locale.ROOT))) {
                return Optional.of(constant);
            }
            known.add(word);
        }
        issues.error(
                scalar.position(),
                "Unknown " + what + " '" + scalar.text() + "', known: " + String.join(", ", known) + ".",
                Nearest.question(scalar.text(), known));
        return Optional.empty();
    }

    /** Says which of the map's keys was perhaps meant to be one that is missing. */
    static Optional<String> instead(String missing, Collection<String> names) {
        return Nearest.nearest(missing, names).map(found -> "write '" + missing + "' in place of '" + found + "'");
    }

    /** Other keys are allowed, but not those that are nearly a known one: their author is told. */
    void warnOfNearly(Collection<String> known) {
        for (YamlNode.Entry entry : map.entries()) {
            if (!known.contains(entry.name())) {
                Nearest.question(entry.name(), known)
                        .ifPresent(question -> issues.warning(
                                entry.key().position(),
                                "The key '" + entry.name() + "' means nothing here.",
                                Optional.of(question)));
            }
        }
    }

    void refuseOtherThan(Collection<String> known) {
        for (YamlNode.Entry entry : map.entries()) {
            if (!known.contains(entry.name())) {
                issues.error(
                        entry.key().position(),
                        "Unknown key '" + entry.name() + "'.",
                        Nearest.question(entry.name(), known));
            }
        }
    }

    Position placeOf(String key) {
        return map.entry(key).map(entry -> entry.key().position()).orElse(map.position());
    }
}
