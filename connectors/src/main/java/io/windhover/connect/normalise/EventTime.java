package io.windhover.connect.normalise;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as logs write them: {@code 2026-11-01T10:00:00Z}, with a fraction of any length, an offset in place of {@code Z},
 * a blank in place of {@code T}. Without a zone a time is taken as UTC; GitLab writes {@code UTC} behind it. Also
 * seconds, milli-, micro- or nanoseconds since 1970, as flow logs, GitHub and Falco write them. Written by hand: it runs
 * once for each event, and a formatter takes longer than all else together.
 */
final class EventTime {

    private static final int DATE_AND_TIME = "2026-11-01T10:00:00".length();

    /** Digits of seconds since 1970, from September 2001 until November 2286; each finer unit has three more. */
    private static final int SECONDS = 10;

    private static final int NANOSECONDS = SECONDS + 9;

    private static final String UTC = " UTC";

    private EventTime() {}

    /** Null where the text is no time. */
    static @Nullable Instant parse(String text) {
        if (isCount(text)) {
            long nanos = text.length() == SECONDS ? 0 : Long.parseLong(text, SECONDS, text.length(), 10);
            for (int digits = text.length(); digits < NANOSECONDS; digits++) {
                nanos *= 10;
            }
            return Instant.ofEpochSecond(Long.parseLong(text, 0, SECONDS, 10), nanos);
        }
        if (text.length() < DATE_AND_TIME || !hasShape(text)) {
            return null;
        }
        int zone = DATE_AND_TIME;
        int nanos = 0;
        if (zone < text.length() && text.charAt(zone) == '.') {
            int unit = 1_000_000_000;
            for (zone++; zone < text.length() && isDigit(text.charAt(zone)); zone++) {
                unit /= 10;
                nanos += unit * (text.charAt(zone) - '0');
            }
        }
        try {
            ZoneOffset offset = isUtc(text, zone) ? ZoneOffset.UTC : ZoneOffset.of(text.substring(zone));
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            nanos)
                    .toInstant(offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isCount(String text) {
        int length = text.length();
        return length >= SECONDS
                && length <= NANOSECONDS
                && (length - SECONDS) % 3 == 0
                && text.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isUtc(String text, int zone) {
        return zone == text.length()
                || (zone == text.length() - 1 && text.charAt(zone) == 'Z')
                || (zone == text.length() - UTC.length() && text.endsWith(UTC));
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < DATE_AND_TIME; i++) {
            char c = text.charAt(i);
            boolean fits =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> c == 'T' || c == ' ';
                        case 13, 16 -> c == ':';
                        default -> isDigit(c);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
