package io.windhover.cli.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time, as a person writes it. */
public final class Moment {
    public static final String FORMS = "2026-12-31 (its beginning, UTC) or 2026-12-31T18:00:00Z";

    private static final Pattern SPAN = Pattern.compile("(\\d{1,5})([smhdw])");

    private Moment() {}

    /** A date or a time; empty where it is neither. */
    public static Optional<Instant> at(String text) {
        try {
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A date or a time, or how long from now, for example {@code 30d}; empty where it is none of them. */
    public static Optional<Instant> after(Instant now, String text) {
        return span(text)
                .map(span -> now.plus(span).truncatedTo(ChronoUnit.MILLIS))
                .or(() -> at(text));
    }

    /** A date or a time, or how long ago, for example {@code 1h}; empty where it is none of them. */
    public static Optional<Instant> before(Instant now, String text) {
        return span(text)
                .map(span -> now.minus(span).truncatedTo(ChronoUnit.MILLIS))
                .or(() -> at(text));
    }

    private static Optional<Duration> span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                });
    }
}
