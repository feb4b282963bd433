package io.windhover.rules.alias;

import io.windhover.rules.alias.AliasParser.AliasFile;
import io.windhover.rules.ir.Field;
import io.windhover.rules.source.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields that a log source's events can have: their first keys, and for some of these the second ones too, and
 * aliases. Immutable. Says nothing of a log source that no file describes.
 */
public final class KnownFields {
    private static final String OTHERS = "*";

    private final Set<String> names = new LinkedHashSet<>();
    private final List<Alias> aliases = new ArrayList<>();

    KnownFields(List<AliasFile> files) {
        for (AliasFile file : files) {
            names.addAll(file.known());
            aliases.addAll(file.aliases());
        }
    }

    /**
     * A field that no event has.
     *
     * @param name the first of its keys, or the first two, that are not known
     * @param nearest the known name that was probably meant
     */
    public record Unknown(String name, Optional<String> nearest) {}

    /** What is unknown about a field's name; empty where nothing is, or where it may be one that no list has. */
    public Optional<Unknown> unknown(Field field) {
        boolean alias = aliases.stream().anyMatch(known -> known.sources(field).isPresent());
        if (names.isEmpty() || alias || names.contains(field.name())) {
            return Optional.empty();
        }
        List<String> keys = PathSyntax.keys(field.name());
        String first = keys.get(0);
        if (!names.contains(first)) {
            Set<String> candidates = new LinkedHashSet<>(names);
            candidates.removeIf(name -> name.contains(".") && !name.startsWith("@"));
            aliases.stream().map(Alias::name).forEach(candidates::add);
            return unknown("", first, candidates);
        }
        String parent = first + ".";
        Set<String> candidates = names.stream()
                .filter(name -> name.startsWith(parent))
                .map(name -> name.substring(parent.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return candidates.isEmpty() || keys.size() == 1 ? Optional.empty() : unknown(parent, keys.get(1), candidates);
    }

    /** Where a list says that there are others, only what is nearly one of its names is taken for a mistake. */
    private static Optional<Unknown> unknown(String parent, String key, Set<String> candidates) {
        if (candidates.contains(key)) {
            return Optional.empty();
        }
        boolean others = candidates.contains(OTHERS);
        candidates.removeIf(candidate -> candidate.endsWith(OTHERS));
        Optional<String> nearest = Nearest.nearest(key, candidates).map(name -> parent + name);
        return others && nearest.isEmpty() ? Optional.empty() : Optional.of(new Unknown(parent + key, nearest));
    }
}
