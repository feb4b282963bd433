package io.windhover.rules.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds a text among many by its bytes; the texts are numbered from 0 in the order given. Immutable. */
public final class TextTable {
    private final byte[] @Nullable [] texts;
    private final int[] hashes;
    private final int[] numbers;

    public TextTable(Collection<String> texts) {
        int capacity = Integer.highestOneBit(Math.max(4, texts.size() * 4));
        this.texts = new byte[capacity][];
        this.hashes = new int[capacity];
        this.numbers = new int[capacity];
        int number = 0;
        for (String text : texts) {
            put(text.getBytes(StandardCharsets.UTF_8), number++);
        }
    }

    private void put(byte[] text, int number) {
        int hash = Words.hash(text, 0, text.length);
        int at = hash & (texts.length - 1);
        while (texts[at] != null) {
            at = (at + 1) & (texts.length - 1);
        }
        texts[at] = text;
        hashes[at] = hash;
        numbers[at] = number;
    }

    /** The text's number, or a negative one. */
    public int find(ByteText text) {
        int hash = Words.hash(text.bytes(), text.from(), text.to());
        int at = hash & (texts.length - 1);
        for (byte[] candidate = texts[at]; candidate != null; candidate = texts[at]) {
            if (hashes[at] == hash && Words.equal(text.bytes(), text.from(), text.to(), candidate)) {
                return numbers[at];
            }
            at = (at + 1) & (texts.length - 1);
        }
        return -1;
    }
}
