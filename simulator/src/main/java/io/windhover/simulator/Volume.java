package io.windhover.simulator;

import io.windhover.simulator.robot.Robots;

/**
 * How much a company leaves in its logs. What people, pipelines, scanners and backups do follows from the number of people;
 * the workloads' part is scaled.
 */
public final class Volume {
    private static final double SECONDS_PER_DAY = 86_400;

    /** Measured over weeks with weekends, of companies of 50 and 500 people. */
    private static final double PER_COMPANY_AND_DAY = 5_000;

    private static final double PER_PERSON_AND_DAY = 113;

    private Volume() {}

    /** Events a second on average without any workload. */
    public static double leastRate(int people) {
        return (PER_COMPANY_AND_DAY + people * PER_PERSON_AND_DAY) / SECONDS_PER_DAY;
    }

    /**
     * The scale at which there are about so many events a second on average over a week.
     *
     * @param rate not below {@link #leastRate}
     */
    public static double scaleFor(double rate, int people) {
        return (rate - leastRate(people)) * SECONDS_PER_DAY / Robots.elasticPerDay(people);
    }
}
