package io.windhover.rules.source;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a user's text. Issues are collected and shown together; none is thrown.
 *
 * @param severity whether the rule is refused
 * @param file name of the {@link SourceFile}
 * @param position where in it
 * @param message what is wrong, one sentence
 * @param suggestion what was perhaps meant, or null
 */
public record Issue(
        Severity severity,
        String file,
        Position position,
        String message,
        @Nullable String suggestion) {
    public Issue {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(message, "message");
    }

    /** Whether the rule is refused because of it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return file + ":" + position + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message
                + (suggestion == null ? "" : " (" + suggestion + ")");
    }
}
