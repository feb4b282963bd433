package io.windhover.benchmarks.deployment;

import picocli.CommandLine.Option;

/** How detectors are configured. The defaults are the product's own. */
final class DeploymentOptions {
    @Option(names = "--heap", paramLabel = "SIZE", description = "heap of a detector (default: ${DEFAULT-VALUE})")
    String heap = "512m";

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "native memory of all state stores of a detector (default: ${DEFAULT-VALUE})")
    String memory = "256MB";

    @Option(names = "--partitions", paramLabel = "N", description = "of each topic (default: ${DEFAULT-VALUE})")
    int partitions = 32;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Streams threads of a detector (default: ${DEFAULT-VALUE})")
    int threads = 2;

    @Option(
            names = "--events-each",
            paramLabel = "N",
            description = "events of a principal on average at most, 1 or more (default: ${DEFAULT-VALUE})")
    double eventsEach = 1.2;

    @Option(names = "--json", description = "print the figures as one JSON object")
    boolean json;
}
