package io.windhover.connect.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The wanted values of one record, or of one element of a list in it. Not thread-safe.
 *
 * @param <F> the fields
 */
public final class FieldValues<F extends Enum<F>> {

    /** A list that was there. */
    private record Elements<F extends Enum<F>>(int list, List<FieldValues<F>> values) {}

    private final FieldTree.Scope scope;
    private final int fields;
    private final @Nullable String[] values;
    private final List<Elements<F>> lists = new ArrayList<>(0);

    /** @param fields how many are known by name; numbered ones follow them */
    FieldValues(FieldTree.Scope scope, int fields) {
        this.scope = scope;
        this.fields = fields;
        this.values = new @Nullable String[scope.slotCount()];
    }

    /** The value's text; null where it is missing, null, blank or no scalar. */
    @SuppressWarnings("EnumOrdinal") // an index into the values of this one record, never kept
    public @Nullable String get(F field) {
        return at(field.ordinal());
    }

    /** The first that has a value. */
    public @Nullable String first(F field, F otherwise) {
        String value = get(field);
        return value == null ? get(otherwise) : value;
    }

    /** The first that has a value. */
    public @Nullable String first(F field, F second, F third) {
        String value = first(field, second);
        return value == null ? get(third) : value;
    }

    /** The first that has a value. */
    public @Nullable String first(List<F> fields) {
        String value = null;
        for (int i = 0; i < fields.size() && value == null; i++) {
            value = get(fields.get(i));
        }
        return value;
    }

    /** The value of a field without a name, by its index among those. */
    public @Nullable String numbered(int index) {
        return at(fields + index);
    }

    /** Whether the value says yes or no, in any of the words that logs have for it; null where it says neither. */
    public @Nullable Boolean truth(F field) {
        return truth(get(field));
    }

    /** {@link #truth(Enum)} of a text that was found elsewhere. */
    public static @Nullable Boolean truth(@Nullable String text) {
        return text == null
                ? null
                : switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes" -> Boolean.TRUE;
                    case "false", "no" -> Boolean.FALSE;
                    default -> null;
                };
    }

    /**
     * A list's elements, 256 at most; empty where there is no list. An element that is a scalar has its text under the
     * list's own field.
     */
    @SuppressWarnings("EnumOrdinal") // an index into the lists of this one record, never kept
    public List<FieldValues<F>> list(F field) {
        return elements(scope.list(field.ordinal()));
    }

    /** Where a name occurs twice its first value counts, as where the time is looked for without reading the record. */
    void set(int slot, @Nullable String value) {
        if (values[slot] == null) {
            values[slot] = value;
        }
    }

    void add(int list, FieldValues<F> element) {
        for (Elements<F> elements : lists) {
            if (elements.list() == list) {
                elements.values().add(element);
                return;
            }
        }
        List<FieldValues<F>> values = new ArrayList<>(2);
        values.add(element);
        lists.add(new Elements<>(list, values));
    }

    List<FieldValues<F>> elements(int list) {
        for (Elements<F> elements : lists) {
            if (elements.list() == list) {
                return elements.values();
            }
        }
        return List.of();
    }

    private @Nullable String at(int field) {
        int slot = scope.slot(field);
        return slot == FieldTree.NO_SLOT ? null : values[slot];
    }
}
