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
}
