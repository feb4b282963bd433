package io.windhover.connect.normalise;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The fields of a log that the common shape is made of, each by its path in a record; reads their values in one pass over
 * a record, without a tree of the rest. Immutable and thread-safe.
 *
 * <p>A path is names from the top down with dots between them. A name that holds dots itself stands in quotes
 * ({@code annotations."authorization.k8s.io/decision"}). {@code []} behind a name makes a list: {@code events[]} is the
 * list, {@code events[].name} a value of each of its elements.
 *
 * @param <F> the fields
 */
public final class FieldTable<F extends Enum<F>> {

    /** What is read of any list. */
    static final int MAX_ELEMENTS = 256;

    private final FieldTree.Scope root;
    private final List<String> paths;
    private final int fields;

    private FieldTable(List<String> paths, int fields) {
        this.root = FieldTree.of(paths);
        this.paths = paths;
        this.fields = fields;
    }

    /**
     * A table of all fields of an enum.
     *
     * @param fields all values of the enum, in their order
     * @param path where a field stands
     */
    public static <F extends Enum<F>> FieldTable<F> of(F[] fields, Function<F, String> path) {
        return of(fields, path, List.of());
    }

    /**
     * A table of all fields of an enum, and of others that are known by number alone ({@link FieldValues#numbered}).
     *
     * @param numbered the others' paths
     */
    public static <F extends Enum<F>> FieldTable<F> of(F[] fields, Function<F, String> path, List<String> numbered) {
        List<String> paths =
                Stream.concat(Stream.of(fields).map(path), numbered.stream()).toList();
        return new FieldTable<>(paths, fields.length);
    }

    /**
     * The wanted values of a record, whose bytes are taken to be valid JSON: of what is wrong in others, only that is
     * noticed which leads astray.
     *
     * @throws IOException where the bytes are not one JSON object
     */
    public FieldValues<F> read(byte[] buffer, int offset, int length) throws IOException {
        FieldValues<F> record = new FieldValues<>(root, fields);
        new FieldReader<F>(buffer, offset, length, fields).read(root.tree(), record);
        return record;
    }

    @SuppressWarnings("EnumOrdinal") // an index into this table, never kept
    String path(F field) {
        return paths.get(field.ordinal());
    }
}
