package io.windhover.cli;

import java.nio.file.Path;

/** The built command, as users run it. */
public final class Distribution {
    private static final Path MODULE = Path.of(System.getProperty("user.dir"));

    private Distribution() {}

    /** Folder of the jar and its libraries. */
    public static Path folder() {
        return MODULE.resolve("target/windhover");
    }

    /** The launcher in the repository's root. */
    public static Path launcher() {
        return MODULE.resolveSibling("windhover");
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
