package io.windhover.rules.json;

import java.util.Arrays;

/**
 * The values that a scan found, by slot: a field has several where a key occurs twice or an array stands in its path.
 * Reused from event to event; what is older than the current generation does not exist.
 */
public final class Occurrences {
    /** Ends a chain of occurrences. */
    public static final int NONE = -1;

    private static final int ESCAPED = 1;
    private static final int ASCII = 2;
    private static final int TYPE_SHIFT = 2;
    private static final JsonType[] TYPES = JsonType.values();

    /** Of each occurrence, what stands in {@link #facts} behind one another. */
    private static final int NEXT = 0;

    private static final int START = 1;
    private static final int END = 2;
    private static final int KIND = 3;
    private static final int FACTS = 4;

    private final int[] first;
    private final int[] generations;
    private int generation;

    /** Where the next occurrence goes; an occurrence is known by where its facts begin. */
    private int behind;

    private int[] facts = new int[64 * FACTS];

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
        return facts[occurrence + NEXT];
    }

    /** Of a string, its inside, without the quotes. */
    public int start(int occurrence) {
        return facts[occurrence + START];
    }

    public int end(int occurrence) {
        return facts[occurrence + END];
    }

    public JsonType type(int occurrence) {
        return TYPES[facts[occurrence + KIND] >> TYPE_SHIFT];
    }

    /** Of a string, whether it has escapes. */
    public boolean escaped(int occurrence) {
        return (facts[occurrence + KIND] & ESCAPED) != 0;
    }

    /** Of a string, whether all its bytes are ASCII. */
    public boolean ascii(int occurrence) {
        return (facts[occurrence + KIND] & ASCII) != 0;
    }

    void clear() {
        behind = 0;
        if (++generation == 0) {
            Arrays.fill(generations, 0);
            generation = 1;
        }
    }

    @SuppressWarnings("EnumOrdinal") // never leaves this class
    int add(int slot, JsonType type, int start, int end, boolean escaped, boolean ascii) {
        if (behind == facts.length) {
            facts = Arrays.copyOf(facts, behind * 2);
        }
        int occurrence = behind;
        behind += FACTS;
        facts[occurrence + NEXT] = first(slot);
        facts[occurrence + START] = start;
        facts[occurrence + END] = end;
        facts[occurrence + KIND] = (type.ordinal() << TYPE_SHIFT) | (ascii ? ASCII : 0) | (escaped ? ESCAPED : 0);
        first[slot] = occurrence;
        generations[slot] = generation;
        return occurrence;
    }
}
