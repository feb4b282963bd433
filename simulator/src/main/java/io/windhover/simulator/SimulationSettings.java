package io.windhover.simulator;

import io.windhover.simulator.story.Plot;
import io.windhover.simulator.story.StoryBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is to be simulated. The same settings give the same events, byte for byte.
 *
 * @param seed of all chance
 * @param people how many work for the company, 16 to 100,000
 * @param start when the simulated time begins
 * @param days how many days it lasts, 1 to 3,650
 * @param scale how many times as much as usual the company's workloads do, 0 to 1,000,000
 * @param stories ids of the attacks
 * @param quiet how long no attack happens, counted from the start
 * @param disorder how late an event may be delivered; zero for the order in which things were done
 * @param duplicates the share of events that are delivered twice, 0 to below 1
 */
public record SimulationSettings(
        long seed,
        int people,
        Instant start,
        int days,
        double scale,
        List<String> stories,
        Duration quiet,
        Duration disorder,
        double duplicates) {
    private static final int LEAST_PEOPLE = 16;
    private static final int MOST_PEOPLE = 100_000;
    private static final int MOST_DAYS = 3_650;
    private static final double MOST_SCALE = 1_000_000;
    private static final Duration MOST_DISORDER = Duration.ofHours(1);

    public SimulationSettings {
        stories = List.copyOf(stories);
        require(people >= LEAST_PEOPLE && people <= MOST_PEOPLE, "a company has 16 to 100,000 people, not " + people);
        require(days >= 1 && days <= MOST_DAYS, "a simulation lasts 1 to 3,650 days, not " + days);
        require(scale >= 0 && scale <= MOST_SCALE, "the scale is 0 to 1,000,000, not " + scale);
        require(duplicates >= 0 && duplicates < 1, "the share of duplicates is 0 to below 1, not " + duplicates);
        require(
                !disorder.isNegative() && disorder.compareTo(MOST_DISORDER) <= 0,
                "events are late by 0 to 60 minutes, not " + disorder);
        require(!quiet.isNegative(), "the time without attacks is negative");
        for (String story : stories) {
            Plot plot = StoryBook.plot(story)
                    .orElseThrow(() -> new IllegalArgumentException("there is no story '" + story + "'"));
            require(
                    plot.length().compareTo(Duration.ofDays(days)) <= 0,
                    "the story " + story + " takes " + plot.length().toHours() + " hours, longer than the simulation");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    Instant end() {
        return start.plus(Duration.ofDays(days));
    }
}
