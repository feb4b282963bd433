package io.windhover.connect.plugin;

import java.util.Objects;

/** The version that plugins are listed with. */
public final class PluginVersion {

    private PluginVersion() {}

    /** From the jar's manifest; {@code development} where the classes lie in a directory. */
    public static String current() {
        return Objects.requireNonNullElse(PluginVersion.class.getPackage().getImplementationVersion(), "development");
    }
}
