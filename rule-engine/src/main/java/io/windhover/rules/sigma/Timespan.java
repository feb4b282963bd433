package io.windhover.rules.sigma;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Sigma writes them: a number and one of s, m, h, d, w, M (30 days) and y (365 days). */
final class Timespan {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9}) ?([smhdwMy])");

    private Timespan() {}

    /** Empty where the text is no duration, or is zero. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration unit =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    case "d" -> Duration.ofDays(1);
                    case "w" -> Duration.ofDays(7);
                    case "M" -> Duration.ofDays(30);
                    default -> Duration.ofDays(365);
                };
        return number == 0 ? Optional.empty() : Optional.of(unit.multipliedBy(number));
    }
}
