package io.windhover.rules.json;

import java.util.Arrays;

/**
 * Remembers some of the texts that were added last: a set that may forget, but never claims what it was not given. Of a
 * fixed size, {@value #ENTRIES} texts of {@value #LONGEST} bytes at most; adding makes no object. Not thread-safe.
 */
public final class TextMemory {
    private static final int ENTRIES = 128;
    private static final int LONGEST = 256;

    private final byte[] texts = new byte[ENTRIES * LONGEST];
    /** Zero where there is none, else one more than the length. */
    private final int[] lengths = new int[ENTRIES];

    /** Whether the text stands in it, byte for byte. */
    public boolean has(byte[] bytes, int from, int to) {
        int length = to - from;
        int entry = entry(bytes, from, to);
        int start = entry * LONGEST;
        return lengths[entry] == length + 1 && Arrays.equals(bytes, from, to, texts, start, start + length);
    }

    /** Adds a text, unless it is too long, in place of another. */
    public void add(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= LONGEST) {
            int entry = entry(bytes, from, to);
            System.arraycopy(bytes, from, texts, entry * LONGEST, length);
            lengths[entry] = length + 1;
        }
    }

    private static int entry(byte[] bytes, int from, int to) {
        return Words.sample(bytes, from, to) & (ENTRIES - 1);
    }
}
