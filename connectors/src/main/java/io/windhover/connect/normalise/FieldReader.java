package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wanted values of one record in one pass over its bytes. Most of a record is not wanted: that is crossed from
 * bracket to bracket, without tokens, and names are compared as bytes. The bytes are taken to be valid JSON; in others it
 * finds other values or none, but stays within its bounds.
 *
 * @param <F> the fields
 */
final class FieldReader<F extends Enum<F>> {

    /** Deeper nesting is refused, as where records are split. */
    private static final int MAX_DEPTH = 256;

    private final byte[] bytes;
    private final int limit;
    private final int fields;
    private int at;

    FieldReader(byte[] buffer, int offset, int length, int fields) {
        bytes = buffer;
        at = offset;
        limit = offset + length;
        this.fields = fields;
    }

    /**
     * Fills in the values of the record.
     *
     * @throws IOException where the bytes are not one JSON object
     */
    void read(FieldTree tree, FieldValues<F> record) throws IOException {
        passBlanks();
        if (at == limit || bytes[at] != '{') {
            throw new IOException("no object begins it");
        }
        readObject(tree, record);
        passBlanks();
        if (at != limit) {
            throw new IOException("more than one value");
        }
    }

    private void readObject(FieldTree tree, FieldValues<F> values) throws IOException {
        at++;
        for (byte next = nextByte(); next != '}'; next = behindElement('}')) {
            if (next != '"') {
                throw new IOException("a name is missing");
            }
            int start = at + 1;
            at = JsonBytes.endOfText(bytes, start, limit);
            FieldTree member = tree.member(bytes, start, at);
            if (member == null && JsonString.isEscaped(bytes, start, at)) {
                member = tree.member(JsonString.decode(bytes, start, at));
            }
            at++;
            if (nextByte() != ':') {
                throw new IOException("a colon is missing");
            }
            at++;
            readValue(nextByte(), member, values);
        }
        at++;
    }

    private void readValue(byte first, @Nullable FieldTree member, FieldValues<F> values) throws IOException {
        if (member == null) {
            passValue(first);
            return;
        }
        FieldTree.Scope element = member.element();
        if (isScalar(first) && member.slot() != FieldTree.NO_SLOT) {
            values.set(member.slot(), text(first));
        } else if (first == '{' && member.hasMembers()) {
            readObject(member, values);
        } else if (element == null) {
            passValue(first);
        } else if (first == '[') {
            readList(element, values, member.list());
        } else {
            // A list of one that was written without its brackets.
            readElement(first, element, values, member.list());
        }
    }

    private void readList(FieldTree.Scope element, FieldValues<F> values, int list) throws IOException {
        at++;
        for (byte next = nextByte(); next != ']'; next = behindElement(']')) {
            readElement(next, element, values, list);
        }
        at++;
    }

    private void readElement(byte first, FieldTree.Scope scope, FieldValues<F> values, int list) throws IOException {
        if (first == '[' || values.elements(list).size() >= FieldTable.MAX_ELEMENTS) {
            passValue(first);
            return;
        }
        FieldValues<F> element = new FieldValues<>(scope, fields);
        if (first == '{') {
            readObject(scope.tree(), element);
        } else if (scope.tree().slot() != FieldTree.NO_SLOT) {
            element.set(scope.tree().slot(), text(first));
        } else {
            passValue(first);
        }
        values.add(list, element);
    }

    /** The closing bracket, or what follows the comma. */
    private byte behindElement(char close) throws IOException {
        byte next = nextByte();
        if (next == close) {
            return next;
        }
        if (next != ',') {
            throw new IOException("a comma is missing");
        }
        at++;
        next = nextByte();
        if (next == close) {
            throw new IOException("nothing follows a comma");
        }
        return next;
    }

    private static boolean isScalar(byte first) {
        return first != '{' && first != '[';
    }

    /** A scalar's text; null where it is null or blank. */
    private @Nullable String text(byte first) throws IOException {
        int start = at;
        passValue(first);
        if (first != '"') {
            String word = new String(bytes, start, at - start, UTF_8);
            return word.equals("null") ? null : word;
        }
        String text = JsonString.decode(bytes, start + 1, at - 1);
        return text.isBlank() ? null : text;
    }

    /** Goes behind a value whose first byte is at hand. */
    private void passValue(byte first) throws IOException {
        switch (first) {
            case '"' -> passText();
            case '{', '[' -> passContainer();
            default -> {
                int start = at;
                at = JsonBytes.endOfWord(bytes, at, limit);
                if (at == start) {
                    throw new IOException("a value is missing");
                }
            }
        }
    }

    private void passText() throws IOException {
        at = JsonBytes.endOfText(bytes, at + 1, limit);
        if (at >= limit) {
            throw endsEarly();
        }
        at++;
    }

    private void passContainer() throws IOException {
        int depth = 0;
        do {
            if (at >= limit) {
                throw endsEarly();
            }
            switch (bytes[at]) {
                case '"' -> at = JsonBytes.endOfText(bytes, at + 1, limit);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new IOException("nested deeper than " + MAX_DEPTH + " levels");
            }
            at++;
        } while (depth > 0);
    }

    /** The next byte that is no blank, which stays the next. */
    private byte nextByte() throws IOException {
        passBlanks();
        if (at >= limit) {
            throw endsEarly();
        }
        return bytes[at];
    }

    private void passBlanks() {
        at = JsonBytes.endOfBlanks(bytes, at, limit);
    }

    private static IOException endsEarly() {
        return new IOException("it ends early");
    }
}
