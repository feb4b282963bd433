package io.windhover.rules.state;

import java.time.Duration;

/** Spans in words, in their two greatest units. */
final class Spans {
    private Spans() {}

    static String words(Duration span) {
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
