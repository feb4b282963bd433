package io.windhover.rules.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes eight at a time, in little-endian words: the lowest byte of a word stands first in the array. */
final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private static final long SPREAD_1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long SPREAD_2 = 0xC2B2_AE3D_27D4_EB4FL;

    private Words() {}

    static long at(byte[] bytes, int position) {
        return (long) LONG.get(bytes, position);
    }

    /**
     * The highest bit of each byte that ends a plain run inside a string: quote, backslash or control character. Only the
     * lowest bit that is set is exact, because a borrow may set bits above it.
     */
    static long stops(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - SPACES) & ~word)) & HIGHS;
    }

    /** The highest bit of each byte above ASCII. */
    static long nonAscii(long word) {
        return word & HIGHS;
    }

    /** A hash of the length, the first eight and the last eight bytes: who looks something up by it compares the bytes. */
    static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long first;
        long last;
        if (length >= Long.BYTES) {
            first = at(bytes, from);
            last = at(bytes, to - Long.BYTES);
        } else {
            first = 0;
            for (int i = 0; i < length; i++) {
                first |= (bytes[from + i] & 0xffL) << (8 * i);
            }
            last = 0;
        }
        long mixed = ((first + length) * SPREAD_1) ^ Long.rotateLeft(last * SPREAD_2, 29);
        mixed = (mixed ^ (mixed >>> 32)) * SPREAD_1;
        return (int) (mixed >>> 32);
    }

    static boolean equal(byte[] bytes, int from, int to, byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }
}
