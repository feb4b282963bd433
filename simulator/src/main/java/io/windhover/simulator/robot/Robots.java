package io.windhover.simulator.robot;

import io.windhover.simulator.company.World;

/** All machines of the company and of its clouds. */
public final class Robots {
    private static final double ELASTIC_PER_PERSON_AND_DAY = Workloads.CALLS_PER_PERSON_AND_DAY
            + ClusterNoise.CALLS_PER_PERSON_AND_DAY
            + CloudItself.CALLS_PER_PERSON_AND_DAY;

    private Robots() {}

    /** Sets them going. */
    public static void begin(World world) {
        new Workloads(world).begin();
        new ClusterNoise(world).begin();
        new CloudItself(world).begin();
        new Pipelines(world).begin();
        new LegacyKeys(world).begin();
        new Scanners(world).begin();
        new Backups(world).begin();
        new AzurePrograms(world).begin();
        new GooglePrograms(world).begin();
        new DirectoryNoise(world).begin();
        new CodeRobots(world).begin();
    }

    /** How many events a day the workloads of a company of so many people leave at scale 1: the part that scales. */
    public static double elasticPerDay(int people) {
        return people * ELASTIC_PER_PERSON_AND_DAY;
    }
}
