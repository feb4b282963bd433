package io.windhover.simulator.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** Days on which a country does not work; those that move from year to year are left out. */
final class Holidays {
    private static final Map<String, Set<String>> FIXED = Map.of(
            "DE", Set.of("01-01", "05-01", "10-03", "12-25", "12-26"),
            "GB", Set.of("01-01", "12-25", "12-26"),
            "US", Set.of("01-01", "06-19", "07-04", "11-11", "12-25"),
            "IN", Set.of("01-26", "08-15", "10-02", "11-09"),
            "FR", Set.of("01-01", "05-01", "07-14", "11-01", "11-11", "12-25"));
    private static final Set<String> ANYWHERE = Set.of("01-01", "12-25");

    private Holidays() {}

    /** Whether it is a weekend or a holiday. */
    static boolean isFree(String country, LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day == DayOfWeek.SATURDAY
                || day == DayOfWeek.SUNDAY
                || FIXED.getOrDefault(country, ANYWHERE)
                        .contains(date.toString().substring(5));
    }
}
