package io.windhover.rules.json;

import java.util.Arrays;

/**
 * The values that a scan found, by slot: a field has several where a key occurs twice or an array stands in its path.
 * Reused from event to event; what is older than the current generation does not exist.
 */
public final class Occurrences {
    /** Ends a chain of occurrences. */
    public static final int NONE = -1;

    private static final byte ESCAPED = 1;
    private static final byte ASCII = 2;

    private final int[] first;
    private final int[] generations;
    private int generation;

    private int count;
    private int[] next = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private JsonType[] types = new JsonType[64];
    private byte[] flags = new byte[64];

    Occurrences(int slots) {
        first = new int[slots];
        generations = new int[slots];
    }

    /** The newest occurrence in a slot, or {@link #NONE}. */
    public int first(int slot) {
        return generations[slot] == generation ? first[slot] : NONE;
    }

    /** The one before it in the same slot, or {@link #NONE}. */
    public int next(int occurrence) {
        return next[occurrence];
    }

    /** Of a string, its inside, without the quotes. */
    public int start(int occurrence) {
        return starts[occurrence];
    }

    public int end(int occurrence) {
        return ends[occurrence];
    }

    public JsonType type(int occurrence) {
        return types[occurrence];
    }

    /** Of a string, whether it has escapes. */
    public boolean escaped(int occurrence) {
        return (flags[occurrence] & ESCAPED) != 0;
    }

    /** Of a string, whether all its bytes are ASCII. */
    public boolean ascii(int occurrence) {
        return (flags[occurrence] & ASCII) != 0;
    }

    void clear() {
        count = 0;
        if (++generation == 0) {
            Arrays.fill(generations, -1);
        }
    }

    int add(int slot, JsonType type, int start, int end, boolean escaped, boolean ascii) {
        if (count == next.length) {
            grow();
        }
        int occurrence = count++;
        next[occurrence] = first(slot);
        first[slot] = occurrence;
        generations[slot] = generation;
        starts[occurrence] = start;
        ends[occurrence] = end;
        types[occurrence] = type;
        flags[occurrence] = (byte) ((escaped ? ESCAPED : 0) | (ascii ? ASCII : 0));
        return occurrence;
    }

    private void grow() {
        int capacity = count * 2;
        next = Arrays.copyOf(next, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        types = Arrays.copyOf(types, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }
}
