package io.windhover.connect.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private static final int MAX_DEPTH = 256;
    private static final JsonFactory JSON = JsonFactory.builder()
            // Keys inside a record's parameters are the callers' own: they must not fill the JVM's string table.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

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
     * The wanted values of a record.
     *
     * @throws IOException where the bytes are not one JSON object
     */
    public FieldValues<F> read(byte[] buffer, int offset, int length) throws IOException {
        FieldValues<F> record = new FieldValues<>(root, fields);
        try (JsonParser json = JSON.createParser(buffer, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            readObject(json, root.tree(), record);
            if (json.nextToken() != null) {
                throw new IOException("more than one value");
            }
        }
        return record;
    }

    @SuppressWarnings("EnumOrdinal") // an index into this table, never kept
    String path(F field) {
        return paths.get(field.ordinal());
    }

    private void readObject(JsonParser json, FieldTree tree, FieldValues<F> values) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            FieldTree member = tree.member(json.currentName());
            JsonToken token = json.nextToken();
            if (member == null) {
                json.skipChildren();
            } else {
                readValue(json, token, member, values);
            }
        }
    }

    private void readValue(JsonParser json, JsonToken token, FieldTree member, FieldValues<F> values)
            throws IOException {
        FieldTree.Scope element = member.element();
        if (token.isScalarValue() && member.slot() != FieldTree.NO_SLOT) {
            values.set(member.slot(), text(json, token));
        } else if (token == JsonToken.START_OBJECT && member.hasMembers()) {
            readObject(json, member, values);
        } else if (element == null) {
            json.skipChildren();
        } else if (token == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                readElement(json, element, values, member.list());
            }
        } else {
            // A list of one that was written without its brackets.
            readElement(json, element, values, member.list());
        }
    }

    private void readElement(JsonParser json, FieldTree.Scope scope, FieldValues<F> values, int list)
            throws IOException {
        JsonToken token = json.currentToken();
        boolean readable = token == JsonToken.START_OBJECT || token.isScalarValue();
        if (!readable || values.elements(list).size() >= MAX_ELEMENTS) {
            json.skipChildren();
            return;
        }
        FieldValues<F> element = new FieldValues<>(scope, fields);
        if (token == JsonToken.START_OBJECT) {
            readObject(json, scope.tree(), element);
        } else if (scope.tree().slot() != FieldTree.NO_SLOT) {
            element.set(scope.tree().slot(), text(json, token));
        }
        values.add(list, element);
    }

    private static @Nullable String text(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        String text = json.getText();
        return text.isBlank() ? null : text;
    }
}
