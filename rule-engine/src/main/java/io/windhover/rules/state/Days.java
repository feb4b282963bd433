package io.windhover.rules.state;

import io.windhover.schemas.Observation;
import java.time.Duration;
import java.time.LocalDate;

/** Days since 1970, UTC: what baselines count in, so that a second sighting on a day tells nothing. */
final class Days {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    private Days() {}

    /** The day of an observation's event. */
    static int of(Observation observation) {
        return of(observation.getEvidence().getTime().toEpochMilli());
    }

    /** The day of a time in milliseconds; of an absurd one the nearest day from 1970 to 9999. */
    static int of(long millis) {
        return (int) Math.max(0, Math.min(LAST, StateHeader.day(millis)));
    }

    /** A span in days; a part of a day counts as one. */
    static int in(Duration span) {
        long days = span.toDays();
        return Math.toIntExact(DAY.multipliedBy(days).compareTo(span) < 0 ? days + 1 : days);
    }

    /** The day for a state's header: after it nothing that was seen on {@code last} counts any more. */
    static int expiry(int last, int span) {
        return (int) Math.min(Integer.MAX_VALUE, (long) last + span + 1);
    }

    /** Whether nothing in a state counts on a day, whether or not the store has been swept. */
    static boolean isExpired(byte[] state, long day) {
        return state.length == 0 || day > StateHeader.expiresDay(state);
    }

    static String words(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    static String date(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
