package io.windhover.benchmarks;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How a load is put on a broker, and how often it is timed. */
final class LoadShape {
    @Option(names = "--rounds", description = "times each is measured, in turns (default: ${DEFAULT-VALUE})")
    int rounds = 3;

    @Option(names = "--threads", description = "Streams threads (default: ${DEFAULT-VALUE})")
    int threads = 1;

    @Option(names = "--partitions", description = "partitions of the events topic (default: ${DEFAULT-VALUE})")
    int partitions = 4;

    /** Prints what a load is. */
    void print(long events, long bytes) {
        System.out.printf(
                Locale.ROOT,
                "%,d events, %d B each, %d partitions, %d thread(s)%n",
                events,
                bytes / events,
                partitions,
                threads);
    }
}
