package io.windhover.connect.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files are parts of one log that is rotated: those of one directory whose names are the same but for numbers, times
 * and the endings of compression. {@code audit.log}, {@code audit.log.2.gz}, {@code audit-2026-10-01T08-00-00.000.log}
 * and {@code audit.log-20261001} are; {@code audit1.log} is another.
 */
final class LogFamily {

    private static final Pattern SEPARATOR = Pattern.compile("[-._]");
    private static final Predicate<String> NUMBER_OR_TIME =
            Pattern.compile("[0-9tz]*[0-9][0-9tz]*").asMatchPredicate();

    private LogFamily() {}

    /** The same for all parts of a log. */
    static String of(Path file) {
        Path path = file.toAbsolutePath().normalize();
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        String kept = Arrays.stream(SEPARATOR.split(name))
                .filter(word -> !word.isEmpty() && !word.equals("gz") && !NUMBER_OR_TIME.test(word))
                .collect(Collectors.joining("."));
        // A name of numbers alone stands for itself.
        return path.resolveSibling(kept.isEmpty() ? name : kept).toString();
    }
}
