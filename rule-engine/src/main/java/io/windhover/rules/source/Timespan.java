package io.windhover.rules.source;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Sigma writes them: a number and one of s, m, h, d, w, M (30 days) and y (365 days). */
public final class Timespan {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9}) ?([smhdwMy])");
    private static final int MOST_PARTS = 7;

    private Timespan() {}

    /** Empty where the text is no duration, or is zero. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        return matcher.matches() ? Optional.of(part(matcher)).filter(span -> !span.isZero()) : Optional.empty();
    }

    /** Also of several parts, as in {@code 10d3h}, and zero; empty where the text is no duration. */
    public static Optional<Duration> parseSum(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        Duration sum = Duration.ZERO;
        int end = 0;
        for (int parts = 0; parts < MOST_PARTS && matcher.find() && matcher.start() == end; parts++) {
            sum = sum.plus(part(matcher));
            end = matcher.end();
        }
        return end > 0 && end == text.strip().length() ? Optional.of(sum) : Optional.empty();
    }

    /** As {@link #parseSum} reads it, in whole seconds. */
    public static String text(Duration span) {
        StringBuilder text = new StringBuilder();
        append(text, span.toDays(), "d");
        append(text, span.toHoursPart(), "h");
        append(text, span.toMinutesPart(), "m");
        append(text, span.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static Duration part(Matcher matcher) {
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
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
