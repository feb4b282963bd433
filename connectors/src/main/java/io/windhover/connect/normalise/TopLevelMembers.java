package io.windhover.connect.normalise;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over an object's own members without parsing their values: for what must be decided about every event, also
 * where nothing else is read of it. The bytes are taken to be valid JSON; in others it ends early, but stays within its
 * bounds. Names written with escapes are not decoded.
 */
final class TopLevelMembers {

    private final byte[] bytes;
    private final int limit;
    private int at;
    private int nameStart;
    private int nameEnd;
    private boolean valuePending;

    TopLevelMembers(byte[] buffer, int offset, int length) {
        bytes = buffer;
        limit = offset + length;
        at = offset;
        passBlanks();
        if (at < limit && bytes[at] == '{') {
            at++;
        } else {
            at = limit;
        }
    }

    /** Goes to the next member; false where there is none. */
    boolean next() {
        if (valuePending) {
            passValue();
        }
        passBlanks();
        if (at < limit && bytes[at] == ',') {
            at++;
            passBlanks();
        }
        if (at >= limit || bytes[at] != '"') {
            return false;
        }
        nameStart = ++at;
        at = JsonBytes.endOfText(bytes, at, limit);
        nameEnd = at++;
        passBlanks();
        at++;
        passBlanks();
        valuePending = true;
        return at < limit;
    }

    int nameLength() {
        return nameEnd - nameStart;
    }

    boolean nameIs(byte[] name) {
        return Arrays.equals(name, 0, name.length, bytes, nameStart, nameEnd);
    }

    /**
     * The text of the scalar at the end of a path that begins at this member.
     *
     * @param from the first of the path's names that stands below this member
     * @return null where it is missing, null, blank or no scalar
     */
    @Nullable
    String text(List<byte[]> path, int from) {
        if (from == path.size()) {
            return scalar();
        }
        TopLevelMembers below = new TopLevelMembers(bytes, at, limit - at);
        while (below.next()) {
            String text = below.nameIs(path.get(from)) ? below.text(path, from + 1) : null;
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String scalar() {
        boolean quoted = bytes[at] == '"';
        int start = quoted ? at + 1 : at;
        int end = quoted ? JsonBytes.endOfText(bytes, start, limit) : JsonBytes.endOfWord(bytes, start, limit);
        String text = JsonString.decode(bytes, start, end);
        return text.isBlank() || (!quoted && text.equals("null")) ? null : text;
    }

    private void passBlanks() {
        at = JsonBytes.endOfBlanks(bytes, at, limit);
    }

    private void passValue() {
        valuePending = false;
        int depth = 0;
        while (at < limit) {
            switch (bytes[at]) {
                case '"' -> at = JsonBytes.endOfText(bytes, at + 1, limit);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return;
                    }
                }
                default -> {}
            }
            if (depth < 0) {
                return;
            }
            at++;
        }
    }
}
