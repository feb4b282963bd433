package io.windhover.cli.demo;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.output.ByteProgressBar;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.IssuePrinter;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.stop.Signals;
import io.windhover.cli.stop.Stop;
import io.windhover.connect.file.FileRecords;
import io.windhover.connect.file.FileSourceConfig;
import io.windhover.connect.file.InputFiles;
import io.windhover.connect.file.ReadLimits;
import io.windhover.detector.Topics;
import io.windhover.detector.app.Detector;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
    private static final String APPLICATION = "windhover-demo";
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final long STATE_MEMORY = 64L << 20;
    private static final Duration UPDATE_INTERVAL = Duration.ofMillis(500);
    private static final Duration SETTLED = UPDATE_INTERVAL.multipliedBy(3);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final DemoOptions options;
    private final Terminal terminal;
    private final Stop stop;
    private final Steps steps;

    Demo(DemoOptions options, Terminal terminal, Stop stop) {
        this.options = options;
        this.terminal = terminal;
        this.stop = stop;
        this.steps = new Steps(terminal.err());
    }

    /** Returns the exit code. */
    int run() throws Exception {
        requireInputs();
        RuleFiles ruleFiles = options.rules().isEmpty() ? RuleFiles.shipped() : RuleFiles.read(options.rules());
        AtomicReference<TemporaryFolder> left = new AtomicReference<>();
        Signals signals = Signals.request(
                stop, STOP_PATIENCE, () -> Optional.ofNullable(left.get()).ifPresent(TemporaryFolder::close));
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            left.set(folder);
            int exitCode = run(ruleFiles, folder);
            if (exitCode == ExitCode.INTERRUPTED) {
                terminal.err().line("Interrupted.");
            }
            return exitCode;
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
                    r -> Counts.of(r.ruleSet().rules().size(), "rule") + " compiled", () -> compile(ruleFiles));
            List<String> inputs = inputs(folder);
            DetectorConfig config = config(broker.get().bootstrapServers(), registry.url(), folder);
            if (stop.isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            return run(config, rules, inputs);
        }
    }

    private int run(DetectorConfig config, CheckedRules rules, List<String> inputs) throws Exception {
        Cluster cluster = Cluster.of(
                config.kafka(), config.schemaRegistry(), config.topics().names());
        try (Admin admin = cluster.admin()) {
            steps.run("topics", () -> {
                new TopicSetup(config.topics()).ensure(admin);
                return true;
            });
            steps.run("rules published", () -> publisher(cluster).publish(rules.texts(), "demo", null));
            try (Detector detector = new Detector(config, cluster.registry());
                    ResultTopics results =
                            new ResultTopics(bootstrapServers(config), cluster.topics(), cluster.registry())) {
                steps.run("detector", () -> start(detector));
                if (stop.isRequested()) {
                    return ExitCode.INTERRUPTED;
                }
                Follower follower = new Follower(
                        detector,
                        results,
                        DetectorLag.of(admin, APPLICATION, cluster.topics()),
                        new AlertFeed(terminal.out(), options.json()),
                        stop);
                return replay(config, inputs, follower);
            }
        }
    }

    private int replay(DetectorConfig config, List<String> inputs, Follower follower) throws Exception {
        try (Replay replay = Replay.start(connector(config, inputs), bootstrapServers(config), pace())) {
            try (Progress progress = progress(inputs)) {
                if (!follower.follow(replay, progress, SETTLED)) {
                    return ExitCode.INTERRUPTED;
                }
            }
            follower.summary(replay, pace()).print(options.json() ? terminal.err() : terminal.out());
        }
        if (options.keep()) {
            addresses(config);
            follower.followUntilStopped(POLL);
        }
        return ExitCode.OK;
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
    }

    private List<String> inputs(TemporaryFolder folder) {
        if (!options.inputs().isEmpty()) {
            return options.inputs();
        }
        return Story.copyTo(folder.path().resolve("story"));
    }

    private Pace pace() {
        return options.pace().orElse(options.inputs().isEmpty() ? Pace.STORY : Pace.UNLIMITED);
    }

    private CheckedRules compile(RuleFiles files) {
        CheckedRules checked = CheckedRules.of(files);
        new IssuePrinter(terminal.err()).drawErrors(checked);
        if (checked.ruleSet().rules().isEmpty()) {
            throw new Failure("no rule can be run: " + checked.summary());
        }
        return checked;
    }

    private static DetectorConfig config(String bootstrapServers, String registryUrl, TemporaryFolder folder) {
        return new DetectorConfig(
                APPLICATION,
                null,
                Map.of("bootstrap.servers", bootstrapServers),
                Map.of("schema.registry.url", registryUrl),
                new DetectorConfig.TopicsConfig("windhover", true, PARTITIONS, (short) 1),
                new DetectorConfig.StateConfig(folder.path().resolve("state"), STATE_MEMORY, 0),
                THREADS,
                UPDATE_INTERVAL);
    }

    private static RulePublisher publisher(Cluster cluster) {
        return new RulePublisher(cluster.kafka(), cluster.topics().rules(), cluster.registry(), Clock.systemUTC());
    }

    private Map<String, String> connector(DetectorConfig config, List<String> inputs) {
        Topics topics = config.topics().names();
        return Map.of(
                FileSourceConfig.FILES,
                String.join(",", inputs),
                FileSourceConfig.TOPIC,
                topics.events(),
                FileSourceConfig.DEAD_LETTER_TOPIC,
                topics.deadLetter(),
                FileSourceConfig.BATCH_RECORDS,
                Integer.toString(pace().batch()),
                "schema.registry.url",
                config.schemaRegistry().getOrDefault("schema.registry.url", ""));
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
            return new ByteProgressBar(terminal.err(), "replay", files.bytesTotal());
        }
    }

    private void addresses(DetectorConfig config) {
        Screen screen = options.json() ? terminal.err() : terminal.out();
        String bootstrap = bootstrapServers(config);
        String registry = config.schemaRegistry().getOrDefault("schema.registry.url", "");
        Topics topics = config.topics().names();
        screen.line("");
        screen.line("Still running; Ctrl-C ends it.");
        screen.line("  Kafka            " + bootstrap);
        screen.line("  schema registry  " + registry);
        screen.line("  topics           "
                + String.join(
                        ", ",
                        topics.events(),
                        topics.rules(),
                        topics.findings(),
                        topics.alerts(),
                        topics.deadLetter()));
        screen.line("  publish rules    windhover rules publish --bootstrap-server " + bootstrap + " --schema-registry "
                + registry + " DIR");
    }

    private static String bootstrapServers(DetectorConfig config) {
        return config.kafka().getOrDefault("bootstrap.servers", "");
    }
}
