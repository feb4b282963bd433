package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.World;

/**
 * Something that machines do again and again, more by day than by night. Not thread-safe.
 */
final class Rhythm {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** Customers sleep: load between 4:00 and 16:00 UTC, in parts of the mean. */
    private static final double SWING = 0.55;

    private Rhythm() {}

    /** Does something at a time. */
    @FunctionalInterface
    interface Deed {
        void run(long now);
    }

    /** So many times a day on average, independently of each other, most around 13:00 UTC; none where that is 0. */
    static void steady(World world, Chance chance, double timesPerDay, Deed deed) {
        if (timesPerDay > 0) {
            again(world, chance, DAY / timesPerDay, world.start(), deed);
        }
    }

    private static void again(World world, Chance chance, double meanGap, long now, Deed deed) {
        double load = 1 + SWING * StrictMath.cos((now % DAY - 13 * HOUR) * (2 * StrictMath.PI / DAY));
        world.agenda().at(now + chance.gap(meanGap / load), next -> {
            deed.run(next);
            again(world, chance, meanGap, next, deed);
        });
    }

    /** At fixed intervals from an offset on, each time a little late. */
    static void every(World world, Chance chance, long interval, long offset, Deed deed) {
        long due = world.start() + offset;
        world.agenda().at(due + chance.between(0, Math.min(interval / 50, 30 * SECOND)), now -> {
            deed.run(now);
            every(world, chance, interval, offset + interval, deed);
        });
    }

    /** Whether people somewhere are at work, so that their pipelines run. */
    static boolean isWorkTime(long now) {
        long day = Math.floorDiv(now, DAY);
        long weekday = Math.floorMod(day + 3, 7L);
        long hour = now % DAY / HOUR;
        return weekday < 5 && hour >= 6 && hour < 20;
    }
}
