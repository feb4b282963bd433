package io.windhover.benchmarks.deployment;

import java.util.Locale;

/** The lines of a report for a person. */
final class Lines {
    private final StringBuilder text = new StringBuilder();

    /** Adds a line. */
    void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** All of them, without what ends the last. */
    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
