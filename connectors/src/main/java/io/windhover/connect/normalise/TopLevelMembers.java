package io.windhover.connect.normalise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks over an object's own members without parsing their values: for what must be decided about every event, also
 * where nothing else is read of it. The bytes are taken to be valid JSON; in others it ends early, but stays within its
 * bounds. Names written with escapes are not decoded.
 */
final class TopLevelMembers {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

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
        at = endOfText(at);
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

    /** Whether the value is text that is not empty; then {@link #textStart} and {@link #textEnd} bound it. */
    boolean isText() {
        return bytes[at] == '"' && at + 1 < limit && bytes[at + 1] != '"';
    }

    /** Whether the value is a number or a truth. */
    boolean isOtherScalar() {
        byte first = bytes[at];
        return first != '"' && first != '{' && first != '[' && first != 'n';
    }

    int textStart() {
        return at + 1;
    }

    int textEnd() {
        return endOfText(at + 1);
    }

    private void passBlanks() {
        while (at < limit && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
    }

    private void passValue() {
        valuePending = false;
        int depth = 0;
        while (at < limit) {
            switch (bytes[at]) {
                case '"' -> at = endOfText(at + 1);
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

    /** Where the closing quote stands; the limit where there is none. */
    private int endOfText(int from) {
        int p = from;
        while (p < limit) {
            if (p <= limit - Long.BYTES) {
                long word = (long) LONGS.get(bytes, p);
                long quotes = word ^ QUOTES;
                long backslashes = word ^ BACKSLASHES;
                long special = (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & HIGH_BITS;
                if (special == 0) {
                    p += Long.BYTES;
                    continue;
                }
                p += Long.numberOfTrailingZeros(special) >>> 3;
            }
            if (bytes[p] == '"') {
                return p;
            }
            p += bytes[p] == '\\' ? 2 : 1;
        }
        return limit;
    }
}
