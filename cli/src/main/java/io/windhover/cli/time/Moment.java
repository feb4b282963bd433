package io.windhover.cli.lists;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When an entry expires, as a person writes it. */
final class Expiry {
    static final String FORMS = "2026-12-31 (its beginning, UTC) or 2026-12-31T18:00:00Z";

    private static final Pattern AFTER = Pattern.compile("(\\d{1,5})([mhdw])");

    private Expiry() {}

    /** A date or a time; empty where it is neither. */
    static Optional<Instant> at(String text) {
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
    static Optional<Instant> at(String text, Instant now) {
        Matcher after = AFTER.matcher(text);
        if (!after.matches()) {
            return at(text);
        }
        long count = Long.parseLong(after.group(1));
        Duration time =
                switch (after.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                };
        return Optional.of(now.plus(time).truncatedTo(ChronoUnit.MILLIS));
    }
}
