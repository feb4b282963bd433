package io.windhover.cli.demo;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.LastLineBar;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.stop.Signals;
import io.windhover.cli.stop.Stop;
import io.windhover.connect.file.FileRecords;
import io.windhover.connect.file.InputFiles;
import io.windhover.connect.read.ReadLimits;
import io.windhover.detector.app.Detector;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.rules.RuleCompiler;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/** One run of the demo, from nothing to nothing. */
final class Demo {
    private static final Duration SETTLED = Addresses.UPDATE_INTERVAL.multipliedBy(3);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(75);
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final DemoOptions options;
    private final Terminal terminal;
    private final Stop stop;
    private final Steps steps;
    private final Pace pace;

    Demo(DemoOptions options, Terminal terminal, Stop stop) {
        this.options = options;
        this.terminal = terminal;
        this.stop = stop;
        this.steps = new Steps(terminal.err());
        this.pace = options.pace().orElse(options.inputs().isEmpty() ? Pace.STORY : Pace.UNLIMITED);
    }

    /** Returns the exit code. */
    int run() throws Exception {
        requireInputs();
        RuleFiles ruleFiles = RuleFiles.readOrShipped(options.rules());
        AtomicReference<TemporaryFolder> left = new AtomicReference<>();
        Signals signals = Signals.request(
                stop, STOP_PATIENCE, () -> Optional.ofNullable(left.get()).ifPresent(TemporaryFolder::close));
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            left.set(folder);
            return run(ruleFiles, folder);
        } finally {
            signals.restore();
        }
    }

    private int run(RuleFiles ruleFiles, TemporaryFolder folder) throws Exception {
        try (Background<EmbeddedBroker> broker = Background.start(
                        "demo-broker",
                        () -> steps.run(b -> "Kafka broker at " + b.bootstrapServers(), EmbeddedBroker::start),
                        EmbeddedBroker::close);
                EmbeddedSchemaRegistry registry =
                        steps.run(r -> "schema registry at " + r.url(), EmbeddedSchemaRegistry::start)) {
            CheckedRules rules = steps.run(
                    r -> Counts.of(r.ruleSet().rules().size(), "rule") + " compiled",
                    () -> CheckedRules.runnable(ruleFiles, RuleCompiler.standard(), terminal.err()));
            List<String> inputs = inputs(folder);
            Addresses addresses = new Addresses(broker.get().bootstrapServers(), registry.url());
            return stop.isRequested() ? interrupted() : run(addresses, rules, inputs, folder);
        }
    }

    private int run(Addresses addresses, CheckedRules rules, List<String> inputs, TemporaryFolder folder)
            throws Exception {
        Cluster cluster = addresses.cluster();
        DetectorConfig config = addresses.detector(folder.path().resolve("state"), network(folder));
        try (Admin admin = cluster.admin()) {
            steps.run("topics", () -> {
                new TopicSetup(config.topics()).ensure(admin);
                return true;
            });
            steps.run("rules published", () -> new RulePublisher(
                            cluster.kafka(), cluster.topics().rules(), cluster.registry(), Clock.systemUTC())
                    .publish(rules.texts(), "demo", null));
            try (Detector detector = new Detector(config, cluster.registry());
                    ResultTopics results = new ResultTopics(addresses.kafka(), cluster.topics(), cluster.registry())) {
                steps.run("detector", () -> start(detector));
                if (stop.isRequested()) {
                    return interrupted();
                }
                DetectorLag lag = DetectorLag.of(admin, Addresses.APPLICATION, cluster.topics());
                AlertFeed feed = new AlertFeed(terminal.out(), options.json());
                return replay(addresses, inputs, new Follower(detector, results, lag, feed, stop));
            }
        }
    }

    private int replay(Addresses addresses, List<String> inputs, Follower follower) throws Exception {
        Screen screen = options.json() ? terminal.err() : terminal.out();
        try (Replay replay = Replay.start(addresses.connector(inputs, pace), addresses.kafka(), pace)) {
            try (Progress progress = progress(inputs)) {
                if (!follower.follow(replay, progress, SETTLED)) {
                    return interrupted();
                }
            }
            follower.summary(replay, pace).print(screen);
        }
        if (options.keep()) {
            addresses.print(screen);
            follower.followUntilStopped();
            terminal.err().line("Stopping ...");
        }
        return ExitCode.OK;
    }

    private int interrupted() {
        terminal.err().line("Stopping ...");
        return ExitCode.INTERRUPTED;
    }

    /** Before anything is started: a mistyped name is the most frequent mistake. */
    private void requireInputs() throws IOException {
        try {
            if (!options.inputs().isEmpty()
                    && InputFiles.expand(options.inputs()).isEmpty()) {
                throw new Failure("no files in " + String.join(", ", options.inputs()));
            }
        } catch (NoSuchFileException e) {
            throw new Failure(e.getFile() + ": no such file or directory", e);
        }
        for (String input : options.inputs()) {
            if (input.contains(",")) {
                throw new Failure(input + ": the connector takes a list of files with commas between them, so none may"
                        + " hold one; name the folder instead");
            }
        }
    }

    private NetworkSources network(TemporaryFolder folder) {
        if (!options.inputs().isEmpty()) {
            return NetworkSources.NONE;
        }
        Path table = Story.copyNetworksTo(folder.path());
        return new NetworkSources(List.of(), List.of(table), Map.of(), Map.of());
    }

    private List<String> inputs(TemporaryFolder folder) {
        return options.inputs().isEmpty()
                ? Story.copyTo(folder.path().resolve("story"))
                : options.inputs().stream().distinct().toList();
    }

    /** Events are published when it runs, so that their way is measured and not its start. */
    private boolean start(Detector detector) throws InterruptedException {
        detector.start();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (detector.streams().state() != KafkaStreams.State.RUNNING && !stop.await(MOMENT)) {
            if (System.nanoTime() > deadline) {
                throw new Failure("the detector did not start within " + START_PATIENCE.toSeconds() + " s");
            }
        }
        return true;
    }

    private Progress progress(List<String> inputs) throws IOException {
        if (!terminal.err().isTerminal()) {
            return Progress.NONE;
        }
        try (FileRecords files = new FileRecords(InputFiles.expand(inputs), ReadLimits.DEFAULT, terminal.in())) {
            return LastLineBar.ofBytes(terminal.err(), "replay", files.bytesTotal());
        }
    }
}
