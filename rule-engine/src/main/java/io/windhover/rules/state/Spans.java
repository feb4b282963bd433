package io.windhover.rules.state;

import java.time.Duration;

/** Spans of time as people write them. */
final class Spans {
    private Spans() {}

    /** In the largest unit that divides it: 90 m, 12 h, 3 d. */
    static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds == 0) {
            return span.toMillis() + " ms";
        } else if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        } else if (seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        } else if (seconds % 60 == 0) {
            return seconds / 60 + " min";
        }
        return seconds + " s";
    }

    /** In its two greatest units: 90 minutes are 1 h 30 min. */
    static String words(long millis) {
        Duration span = Duration.ofMillis(millis);
        if (span.toDays() > 0) {
            return span.toDays() + " d" + part(span.toHoursPart(), " h");
        } else if (span.toHours() > 0) {
            return span.toHours() + " h" + part(span.toMinutesPart(), " min");
        } else if (span.toMinutes() > 0) {
            return span.toMinutes() + " min" + part(span.toSecondsPart(), " s");
        }
        return span.toSeconds() + " s";
    }

    private static String part(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }
}
