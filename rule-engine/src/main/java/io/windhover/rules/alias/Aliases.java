package io.windhover.rules.alias;

/** All aliases of all log sources; immutable. */
public final class Aliases {
    private Aliases() {}

    /** The aliases that ship with Windhover. */
    public static Aliases standard() {
        return new Aliases();
    }
}
