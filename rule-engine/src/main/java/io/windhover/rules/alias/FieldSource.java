package io.windhover.rules.alias;

import io.windhover.rules.ir.Field;
import java.util.List;
import java.util.Map;

/** Where some of a field's values come from. A field has the values of all its sources. */
public sealed interface FieldSource {
    /**
     * The raw event: the values under a path of keys, through arrays.
     *
     * @param flatKey the path as one key, which goes first where the event has it
     * @param keys the path's keys
     */
    record Path(String flatKey, List<String> keys) implements FieldSource {
        public Path {
            keys = List.copyOf(keys);
        }

        /** A path in dots; {@code "…"} around a key keeps the dots in it. */
        public static Path of(String dotted) {
            return new Path(dotted, PathSyntax.keys(dotted));
        }
    }

    /** The normalised event. */
    record Normalised(Field field) implements FieldSource {}

    /** A fixed text. */
    record Constant(String text) implements FieldSource {}

    /**
     * A list of name and value pairs, read as a map.
     *
     * @param list where the list stands
     * @param nameKey which key of a member holds the name
     * @param name the wanted member's name, in any case
     * @param valueKey path of the value in that member
     */
    record Pivot(Path list, Path nameKey, String name, Path valueKey) implements FieldSource {}

    /** Another source's texts, changed; a value to which the change does not apply is left out. */
    record Changed(FieldSource source, Change change) implements FieldSource {}

    /** Another source's values, if all guards hold. */
    record Guarded(List<Guard> guards, FieldSource source) implements FieldSource {
        public Guarded {
            guards = List.copyOf(guards);
        }
    }

    /**
     * Something that must be so in the raw event.
     *
     * @param path the field it is about
     * @param kind what is asked of it
     * @param texts for the kinds that compare, with what, in any case
     */
    record Guard(Path path, GuardKind kind, List<String> texts) {
        public Guard {
            texts = List.copyOf(texts);
        }
    }

    /** What a {@link Guard} asks. */
    enum GuardKind {
        PRESENT,
        MISSING,
        EQUAL,
        UNEQUAL
    }

    /** A change of a text. */
    sealed interface Change {
        /** Texts, in any case, become others; the rest stays. Keys are folded. */
        record Translate(Map<String, String> texts) implements Change {
            public Translate {
                texts = Map.copyOf(texts);
            }
        }

        /** What stands before the first separator; the whole where it does not occur. */
        record Before(String separator) implements Change {}

        /** What stands after the first separator; the whole where it does not occur. */
        record After(String separator) implements Change {}

        /** What stands after the last separator; the whole where it does not occur. */
        record AfterLast(String separator) implements Change {}

        /** Without these characters at both ends. */
        record Strip(String characters) implements Change {}
    }
}
