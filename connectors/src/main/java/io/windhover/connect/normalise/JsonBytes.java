package io.windhover.connect.normalise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the ends of texts and values in JSON that is taken to be valid: it was checked where it was split from its
 * neighbours. In other bytes it may end anywhere, but within its bounds. Texts are crossed eight bytes at a time.
 */
final class JsonBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private JsonBytes() {}

    /** Where the next byte stands that is no blank. */
    static int endOfBlanks(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit && bytes[p] <= ' ' && bytes[p] >= 0) {
            p++;
        }
        return p;
    }

    /** Where a text's closing quote stands; the limit where there is none. */
    static int endOfText(byte[] bytes, int from, int limit) {
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

    /** Where a number, or a word such as {@code true}, ends. */
    static int endOfWord(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit && isOfWord(bytes[p])) {
            p++;
        }
        return p;
    }

    private static boolean isOfWord(byte b) {
        return switch (b) {
            case ',', ']', '}', '[', '{', ':', '"' -> false;
            default -> b > ' ';
        };
    }
}
