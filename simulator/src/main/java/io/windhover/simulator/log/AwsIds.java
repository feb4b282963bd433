package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;

/** Identifiers as AWS makes them. Those of keys and principals end with the word that marks them as examples. */
public final class AwsIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int FREE = 9;

    private AwsIds() {}

    /** A fresh one, for example of a session's key: {@code ASIA…EXAMPLE}. */
    public static String fresh(String kind, Chance chance) {
        return kind + chance.text(ALPHABET, FREE) + "EXAMPLE";
    }

    /** The one that belongs to a name. */
    public static String stable(String kind, String name) {
        return fresh(kind, Chance.of(name.length(), name));
    }
}
