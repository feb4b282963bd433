package io.windhover.connect.file;

import java.util.Objects;

/** The version that plugins are listed with. */
final class Version {

    private Version() {}

    /** From the jar's manifest; {@code development} where the classes lie in a directory. */
    static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
