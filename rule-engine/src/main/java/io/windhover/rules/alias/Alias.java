package io.windhover.rules.alias;

import io.windhover.rules.alias.FieldSource.Change;
import io.windhover.rules.alias.FieldSource.Changed;
import io.windhover.rules.alias.FieldSource.Constant;
import io.windhover.rules.alias.FieldSource.Guard;
import io.windhover.rules.alias.FieldSource.Guarded;
import io.windhover.rules.alias.FieldSource.Normalised;
import io.windhover.rules.alias.FieldSource.Path;
import io.windhover.rules.alias.FieldSource.Pivot;
import io.windhover.rules.ir.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an alias file.
 *
 * @param name the name in rules; a final {@code *} stands for the rest of a name
 * @param templates where its values are; {@code *} in them stands for that rest
 */
record Alias(String name, List<Template> templates) {
    private static final String WILDCARD = "*";

    /**
     * A source as written.
     *
     * @param kind what {@code place} is
     * @param place a path, a normalised field's name or a constant text
     * @param pivot how to read the list at the place as a map, or null
     * @param camelCase whether the rest of the name gets small first letters
     */
    record Template(
            Kind kind,
            String place,
            @Nullable PivotKeys pivot,
            boolean camelCase,
            List<Change> changes,
            List<Guard> guards) {
        enum Kind {
            PATH,
            NORMALISED,
            CONSTANT
        }

        record PivotKeys(String name, String value, String key) {}

        FieldSource source(String rest) {
            FieldSource source = plain(camelCase ? PathSyntax.camelCase(rest) : rest);
            for (Change change : changes) {
                source = new Changed(source, change);
            }
            return guards.isEmpty() ? source : new Guarded(guards, source);
        }

        private FieldSource plain(String rest) {
            String filled = place.replace(WILDCARD, rest);
            if (pivot != null) {
                return new Pivot(
                        Path.of(filled), Path.of(pivot.name), pivot.key.replace(WILDCARD, rest), Path.of(pivot.value));
            }
            return switch (kind) {
                case PATH -> Path.of(filled);
                case NORMALISED -> new Normalised(new Field(filled));
                case CONSTANT -> new Constant(filled);
            };
        }
    }

    /** The field's sources if the alias is about it. The name itself is always one of its paths. */
    Optional<List<FieldSource>> sources(Field field) {
        boolean open = name.endsWith(WILDCARD);
        String start = open ? name.substring(0, name.length() - 1) : name;
        boolean concerned = open ? field.name().startsWith(start) : field.name().equals(name);
        if (!concerned) {
            return Optional.empty();
        }
        String rest = field.name().substring(start.length());
        List<FieldSource> sources = new ArrayList<>();
        sources.add(Path.of(field.name()));
        for (Template template : templates) {
            FieldSource source = template.source(rest);
            if (!sources.contains(source)) {
                sources.add(source);
            }
        }
        return Optional.of(sources);
    }
}
