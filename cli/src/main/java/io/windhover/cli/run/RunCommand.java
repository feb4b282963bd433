package io.windhover.cli.run;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Logging;
import io.windhover.cli.stop.Signals;
import io.windhover.cli.stop.Stop;
import io.windhover.detector.app.ConfigException;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.Detector;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.serving.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code windhover run}. */
@Command(
        name = "run",
        description = {
            "Run the detector against an existing Kafka cluster, until Ctrl-C or SIGTERM.",
            "",
            "Creates the topics that are missing, waits until a rule set is published, then judges every event. Run it"
                    + " several times with the same configuration to share the load.",
            "",
            "Serves /metrics, /health/live and /health/ready on the address that the section serving of the configuration"
                    + " names, http://127.0.0.1:9464 without one."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped by Ctrl-C or SIGTERM", "2:the configuration is wrong, or the cluster cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  windhover run --config windhover.yml", "  windhover rules publish --config windhover.yml rules/"})
public final class RunCommand implements Callable<Integer>, SecuredCommand {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final Stop stop;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The detector's configuration, in YAML.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path config;

    @Option(
            names = "--learn-until",
            paramLabel = "TIME",
            description = {
                "What happened before this time, ISO 8601 and UTC, is history: it teaches baselines and raises no alert."
            })
    private @Nullable Instant learnUntil;

    /** @param stop ends it, beside the signals */
    public RunCommand(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Needs needs() {
        return Needs.ofDetector(ConfigFile.read(config));
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        DetectorConfig settings = ConfigFile.read(config).learningUntil(learnUntil);
        requireReadable(settings.network());
        Cluster cluster = Cluster.of(settings);
        Signals signals = Signals.request(stop, STOP_PATIENCE, () -> {});
        try {
            try (Admin admin = cluster.admin()) {
                new TopicSetup(settings.topics()).ensure(admin);
            }
            run(settings, cluster);
            return ExitCode.OK;
        } finally {
            signals.restore();
        }
    }

    /** Before it waits for rules, which may take long: a mistyped name is the most frequent mistake. */
    private static void requireReadable(NetworkSources network) {
        network.files().filter(file -> !Files.isReadable(file)).findFirst().ifPresent(file -> {
            throw new ConfigException("network: " + file + ": no such file, or no permission to read it");
        });
    }

    private void run(DetectorConfig settings, Cluster cluster) throws InterruptedException {
        // The endpoint tells that rules are waited for.
        try (Detector detector = new Detector(settings, cluster.registry());
                Endpoint endpoint = detector.serve(settings.serving())) {
            // A signed set that was kept judges already.
            if (detector.rules().current().version() < 0 && !new FirstRuleSet(cluster, detector.trust()).await(stop)) {
                return;
            }
            detector.start();
            LOG.atInfo()
                    .addKeyValue("application", settings.applicationId())
                    .addKeyValue("rules", detector.rules().current().version())
                    .addKeyValue("endpoint", endpoint.url())
                    .log("detector started");
            while (!stop.await(CHECK_INTERVAL)) {
                KafkaStreams.State state = detector.streams().state();
                if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
                    throw new Failure("the detector gave up; the log above says why");
                }
            }
            LOG.info("stopping");
        }
        LOG.info("stopped");
    }
}
