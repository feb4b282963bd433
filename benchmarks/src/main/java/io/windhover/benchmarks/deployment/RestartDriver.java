package io.windhover.benchmarks.deployment;

import io.windhover.benchmarks.deployment.RestartReport.Recovery;
import io.windhover.cli.output.Progress;
import io.windhover.local.TemporaryDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures how long nothing is told after a detector is gone: stopped and started again with its state, without it, and killed
 * while another one stands by.
 */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = {
            "Times a detector that remembers many principals: from its start until it is ready and has told alerts, after a"
                    + " clean stop with its state, and from the changelog alone; and how long after a detector was killed"
                    + " another one that stood by has told all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  benchmarks/run restart --count 100000",
            "  benchmarks/run restart --count 2000 --partitions 4 --json"
        })
public final class RestartDriver implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** Standbys count as complete when nothing was left to restore for so long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Standbys are written to as long as detectors tell each other how far they are. */
    private static final double FEW = 1_000;

    private static final String RESTORE_CONSUMER = "restore-consumer";

    private final Bar bar = new Bar();

    @Option(names = "--count", paramLabel = "N", description = "principals, at least (default: ${DEFAULT-VALUE})")
    int count = 100_000;

    @Option(names = "--rounds", paramLabel = "N", description = "clean restarts (default: ${DEFAULT-VALUE})")
    int rounds = 3;

    @Mixin
    DeploymentOptions options = new DeploymentOptions();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RestartDriver()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        bar.say("simulating a company…");
        Fleet fleet = Fleet.of(count, options.eventsEach);
        try (Deployment deployment = Deployment.start(options)) {
            RestartReport report = new RestartReport(fleet.principals(), fleet.events(), options);
            try (DetectorProcess detector = deployment.detector(0, 0)) {
                fill(fleet, deployment, detector);
                report.filled(StateBytes.of(deployment.state(0)), deployment.changelogs());
                bar.say("starting it again with its state…");
                for (int round = 1; round <= rounds; round++) {
                    detector.stop();
                    report.clean(start("clean" + round, deployment, detector));
                }
                bar.say("starting it again without its state…");
                detector.stop();
                TemporaryDirectory.deleteAll(deployment.state(0));
                report.restored(start("bare", deployment, detector));
                detector.stop();
            }
            report.killed(killOne(deployment));
            bar.print(options.json ? report.json() : report.text());
        }
        return 0;
    }

    private void fill(Fleet fleet, Deployment deployment, DetectorProcess detector)
            throws IOException, InterruptedException {
        bar.say("publishing %,d events of %,d principals…".formatted(fleet.events(), fleet.principals()));
        try (Progress progress = bar.of("publishing", fleet.events())) {
            deployment.publish(fleet.iterator(), progress);
        }
        bar.say("judging them…");
        detector.start();
        new Judging(deployment, detector, bar).await();
    }

    /** Starts a detector that events wait for. */
    private Recovery start(String name, Deployment deployment, DetectorProcess detector)
            throws IOException, InterruptedException {
        try (AlertWatch watch = deployment.watch()) {
            Probes probes = Probes.of(name, deployment.partitions(), Instant.now());
            deployment.publish(probes.events().iterator(), Progress.NONE);
            long begin = System.nanoTime();
            detector.start();
            Recovery recovery = await(watch, probes, detector, begin);
            bar.say("  " + recovery.text());
            return recovery;
        }
    }

    private Recovery killOne(Deployment deployment) throws IOException, InterruptedException {
        try (DetectorProcess first = deployment.detector(0, 1);
                DetectorProcess second = deployment.detector(1, 1);
                AlertWatch watch = deployment.watch()) {
            bar.say("starting two, each with standbys of the other's tasks…");
            first.start();
            awaitReady(first);
            second.start();
            awaitReady(second);
            awaitStandbys(first, second);
            bar.say("killing the first…");
            long begin = System.nanoTime();
            first.kill();
            Probes probes = Probes.of("killed", deployment.partitions(), Instant.now());
            deployment.publish(probes.events().iterator(), Progress.NONE);
            Recovery recovery = await(watch, probes, second, begin);
            bar.say("  " + recovery.text());
            return recovery;
        }
    }

    /** Until all alerts are there and the detector is ready. */
    private static Recovery await(AlertWatch watch, Probes probes, DetectorProcess detector, long begin)
            throws IOException, InterruptedException {
        Duration processorBefore = detector.processor();
        Duration processor = Duration.ZERO;
        @Nullable Long restoring = null;
        @Nullable Long ready = null;
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            detector.requireAlive();
            watch.look();
            if (restoring == null && detector.isRestoring()) {
                restoring = System.nanoTime() - begin;
            }
            if (ready == null && detector.isReady()) {
                ready = System.nanoTime() - begin;
                processor = detector.processor().minus(processorBefore);
            }
            Optional<AlertWatch.Seen> seen = watch.of(probes.entities());
            if (seen.isPresent() && ready != null) {
                return new Recovery(
                        seconds(restoring == null ? ready : restoring),
                        seconds(ready),
                        seconds(seen.get().first() - begin),
                        seconds(seen.get().last() - begin),
                        processor.toMillis() / 1e3);
            }
        }
        throw new IOException("after " + PATIENCE + " the detector has not told what it was asked");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static void awaitReady(DetectorProcess detector) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!detector.isReady()) {
            detector.requireAlive();
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("the detector is not ready after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static void awaitStandbys(DetectorProcess... detectors) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long quietSince = begin;
        while (System.nanoTime() - quietSince < QUIET.toNanos()) {
            double left = 0;
            boolean told = false;
            for (DetectorProcess detector : detectors) {
                detector.requireAlive();
                var lag = detector.metrics().sum("kafka_consumer_fetch_manager_records_lag", RESTORE_CONSUMER);
                told |= lag.isPresent();
                left += lag.orElse(0);
            }
            if (!told || left > FEW) {
                quietSince = System.nanoTime();
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("standbys are not complete after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
