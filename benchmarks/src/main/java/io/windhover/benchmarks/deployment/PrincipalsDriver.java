package io.windhover.benchmarks.deployment;

import io.windhover.cli.output.Progress;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows whether a detector's memory is bounded by its configuration and not by how many principals there are: a great many of
 * them, each with a few ordinary events, through {@code windhover run} with all shipped rules against a real broker.
 */
@Command(
        name = "principals",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a detector with a bounded heap over the events of a great many principals, and tells its memory, pace and"
                    + " state."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  benchmarks/run principals --count 1000000 --heap 512m",
            "  benchmarks/run principals --count 20000 --partitions 4 --json"
        })
public final class PrincipalsDriver implements Callable<Integer> {
    private static final int MOST_WARNINGS = 20;

    private final Bar bar = new Bar();

    @Option(names = "--count", paramLabel = "N", description = "principals, at least (default: ${DEFAULT-VALUE})")
    int count = 1_000_000;

    @Mixin
    DeploymentOptions options = new DeploymentOptions();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PrincipalsDriver()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        bar.say("simulating a company…");
        Fleet fleet = Fleet.of(count, options.eventsEach);
        try (Deployment deployment = Deployment.start(options)) {
            bar.say("publishing %,d events of %,d principals…".formatted(fleet.events(), fleet.principals()));
            long bytes;
            try (Progress progress = bar.of("publishing", fleet.events())) {
                bytes = deployment.publish(fleet.iterator(), progress);
            }
            try (DetectorProcess detector = deployment.detector(0, 0)) {
                bar.say("judging them…");
                detector.start();
                Judging judging = new Judging(deployment, detector, bar);
                judging.await();
                PrincipalsReport report = report(fleet, deployment, detector, judging.rates(), bytes);
                bar.print(options.json ? report.json() : report.text());
                return report.threadDeaths() == 0 ? 0 : 1;
            }
        }
    }

    private PrincipalsReport report(
            Fleet fleet, Deployment deployment, DetectorProcess detector, Rates rates, long bytes)
            throws IOException, InterruptedException {
        detector.collectGarbage();
        Scrape metrics = detector.metrics();
        long resident = detector.resident().orElse(0);
        long mostResident = detector.mostResident().orElse(0);
        // What is in write buffers then goes to the disk.
        detector.stop();
        List<String> warnings = detector.warnings();
        warnings.stream().limit(MOST_WARNINGS).forEach(bar::say);
        return new PrincipalsReport(
                fleet.principals(),
                fleet.events(),
                bytes,
                options.partitions,
                options.threads,
                options.heap,
                options.memory,
                rates,
                whole(metrics.sum("jvm_memory_used_bytes", "area=\"heap\"")),
                resident,
                mostResident,
                whole(metrics.max("windhover_state_memory_used_bytes")),
                whole(metrics.sum("kafka_stream_state_size_all_mem_tables")),
                whole(metrics.max("kafka_stream_state_block_cache_usage")),
                StateBytes.of(deployment.state(0)),
                deployment.changelogs(),
                deployment.alerts(),
                detector.lines("stream thread died"),
                warnings.size(),
                whole(metrics.sum("kafka_consumer_coordinator_rebalance_total")));
    }

    private static long whole(OptionalDouble value) {
        return (long) value.orElse(0);
    }
}
