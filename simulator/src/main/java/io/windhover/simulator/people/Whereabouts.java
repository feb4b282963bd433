package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.place.AddressPlan;
import io.windhover.simulator.place.Network;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Where somebody is: at home, on a trip, on the way, or away for weeks. Nobody is in two places, and nobody travels faster
 * than an airliner with its airports. Not thread-safe.
 */
final class Whereabouts {
    private static final List<String> CITIES = List.of(
            "Berlin",
            "London",
            "New York",
            "Bengaluru",
            "Munich",
            "Dublin",
            "Paris",
            "Lisbon",
            "Boston",
            "Austin",
            "San Francisco",
            "Toronto",
            "Singapore",
            "Sydney",
            "Tokyo",
            "Warsaw");
    private static final double CRUISE_KMH = 720;
    private static final long HOUR = 3_600_000;
    private static final long ON_THE_GROUND = 3 * HOUR;

    private final Person person;
    private final AddressPlan plan;
    private final Chance chance;
    private Network city;
    private LocalDate awayUntil = LocalDate.MIN;
    private LocalDate travelUntil = LocalDate.MIN;
    private long arrival = Long.MIN_VALUE;
    private boolean onTheWay;

    Whereabouts(Person person, AddressPlan plan, Chance chance) {
        this.person = person;
        this.plan = plan;
        this.chance = chance;
        this.city = person.home();
    }

    /** A new day begins, at midnight where the person is. */
    void newDay(LocalDate date, long midnight) {
        onTheWay = false;
        if (!isAtHome() && !date.isBefore(travelUntil)) {
            travelTo(person.home(), midnight);
        } else if (isAtHome() && chance.happens(tripsPerDay())) {
            Network there = chance.pick(plan.of("isp", chance.pick(CITIES)));
            if (!there.city().equals(person.city())) {
                travelUntil = date.plusDays(chance.between(2, 6));
                travelTo(there, midnight);
            }
        } else if (isAtHome() && !isAway(date) && chance.happens(1.0 / 75)) {
            awayUntil = date.plusDays(chance.between(2, 16));
        } else if (isAtHome() && !isAway(date) && chance.happens(1.0 / 90)) {
            awayUntil = date.plusDays(chance.between(1, 3));
        }
    }

    private double tripsPerDay() {
        return person.job() == Job.MANAGER ? 0.02 : person.job() == Job.BUSINESS ? 0.008 : 0.005;
    }

    /** The flight leaves in the morning; until it has landed there is only the aircraft's own network. */
    private void travelTo(Network there, long midnight) {
        long leaves = midnight + 9 * HOUR;
        arrival = leaves + ON_THE_GROUND + (long) (city.kilometresTo(there) / CRUISE_KMH * HOUR);
        city = there;
        onTheWay = true;
    }

    /** On holiday or ill. */
    boolean isAway(LocalDate date) {
        return date.isBefore(awayUntil);
    }

    /** Today is spent on the way. */
    boolean isOnTheWay() {
        return onTheWay;
    }

    boolean isAtHome() {
        return city.city().equals(person.city());
    }

    /** When the person has arrived where {@link #city} says; long ago where there was no trip. */
    long arrival() {
        return arrival;
    }

    String city() {
        return city.city();
    }

    ZoneId zone() {
        return city.zone();
    }
}
