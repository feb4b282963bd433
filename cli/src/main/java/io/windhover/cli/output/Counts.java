package io.windhover.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Numbers for a person, in the same form wherever the program runs. */
public final class Counts {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Counts() {}

    /** For example {@code 1,234}. */
    public static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** For example {@code 1 rule} or {@code 1,234 rules}. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** For nouns that take no s. */
    public static String of(long count, String one, String several) {
        return of(count) + " " + (count == 1 ? one : several);
    }

    /** For example {@code 12.3 MB}; the units are powers of 1,000. */
    public static String bytes(long bytes) {
        int unit = 0;
        double value = (double) bytes;
        while (value >= 1_000 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** For example {@code 850 ms} or {@code 4.2 s}. */
    public static String time(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
