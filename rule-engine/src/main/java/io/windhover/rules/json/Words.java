package io.windhover.rules.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes eight at a time, in little-endian words: the lowest byte of a word stands first in the array. */
final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long TURNED = ONES * 2;
    private static final long QUOTES_TURNED_AND_ONE = ONES * (('"' ^ 2) + 1);
    private static final long QUOTES = ONES * '"';
    private static final long SPACES = ONES * ' ';
    private static final long BACKSLASHES = ONES * '\\';

    private static final long SPREAD_1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long SPREAD_2 = 0xC2B2_AE3D_27D4_EB4FL;

    private Words() {}

    static long at(byte[] bytes, int position) {
        return (long) LONG.get(bytes, position);
    }

    /**
     * The highest bit of each byte that is a quote, a backslash or a control character. A byte right behind one may be
     * marked as well: {@code #} and {@code ]}, to which the subtraction's borrow goes.
     */
    static long stops(long word) {
        // Turning a bit over makes the quote the byte above the control characters, and a space the one above that.
        long turned = word ^ TURNED;
        long backslash = word ^ BACKSLASHES;
        return (((turned - QUOTES_TURNED_AND_ONE) & ~word) | ((backslash - ONES) & ~backslash)) & HIGHS;
    }

    /** The highest bit of each byte that is a quote. */
    static long quotes(long word) {
        long quote = word ^ QUOTES;
        return ~(((quote & ~HIGHS) + ~HIGHS) | quote) & HIGHS;
    }

    /**
     * Has the highest bit of some byte set ({@link #isMarked}) if a byte is a backslash or a control character, and of none
     * if none is. The rest means nothing.
     */
    static long special(long word) {
        return ((word - SPACES) | ((word ^ BACKSLASHES) - ONES)) & ~word;
    }

    static boolean isMarked(long word) {
        return (word & HIGHS) != 0;
    }

    /** Whether no byte is above ASCII. */
    static boolean isAscii(long word) {
        return (word & HIGHS) == 0;
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        long seen = 0;
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            seen |= at(bytes, position);
        }
        for (; position < to; position++) {
            seen |= bytes[position];
        }
        return isAscii(seen);
    }

    static boolean hasBackslash(byte[] bytes, int from, int to) {
        for (int position = from; position < to; position++) {
            if (bytes[position] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** A hash of the length, the first eight and the last eight bytes: who looks something up by it compares the bytes. */
    static int hash(byte[] bytes, int from, int to) {
        return hash(first(bytes, from, to), last(bytes, from, to), to - from);
    }

    static int hash(long first, long last, int length) {
        long mixed = ((first + length) * SPREAD_1) ^ Long.rotateLeft(last * SPREAD_2, 29);
        mixed = (mixed ^ (mixed >>> 32)) * SPREAD_1;
        return (int) (mixed >>> 32);
    }

    /** Spreads what differs anywhere in a word: its highest bits depend on all of the word's. */
    static int mix(long word) {
        long mixed = word * SPREAD_1;
        return (int) ((mixed ^ (mixed >>> 29)) >>> 32);
    }

    /** The first eight bytes; of a shorter text all of them, and zeros. */
    static long first(byte[] bytes, int from, int to) {
        int length = to - from;
        if (from + Long.BYTES <= bytes.length) {
            // Without a branch: lengths around eight follow each other in no order.
            long mask = -1L >>> (8 * Math.max(0, Long.BYTES - length) & 63);
            return length == 0 ? 0 : at(bytes, from) & mask;
        }
        long first = 0;
        for (int i = 0; i < length; i++) {
            first |= (bytes[from + i] & 0xffL) << (8 * i);
        }
        return first;
    }

    /** The word that {@link #first} gives for an ASCII text. */
    static long of(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        return first(bytes, 0, bytes.length);
    }

    /** The last eight bytes; of a shorter text none. */
    static long last(byte[] bytes, int from, int to) {
        return to - from >= Long.BYTES ? at(bytes, to - Long.BYTES) : 0;
    }

    /** A hash of the length and of up to four words, spread over the text: for texts that differ in the middle. */
    static int sample(byte[] bytes, int from, int to) {
        int step = (to - from - Long.BYTES) / 3;
        if (step <= 0) {
            return hash(bytes, from, to);
        }
        long mixed = at(bytes, from + step) * SPREAD_2 + at(bytes, from + 2 * step) * SPREAD_1;
        return hash(bytes, from, to) ^ (int) (mixed >>> 32);
    }

    /** Capital ASCII letters as small ones. */
    static long foldAscii(long word) {
        long low = word & ~HIGHS;
        long fromA = low + ONES * (0x80 - 'A');
        long behindZ = low + ONES * (0x7f - 'Z');
        return word | ((((fromA ^ behindZ) & ~word) & HIGHS) >>> 2);
    }

    static void put(byte[] bytes, int position, long word) {
        LONG.set(bytes, position, word);
    }

    static boolean equal(byte[] bytes, int from, int to, byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }
}
