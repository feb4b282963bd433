package io.windhover.cli.demo;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.output.Screen;
import io.windhover.cli.replay.Pace;
import io.windhover.connect.file.FileSourceConfig;
import io.windhover.detector.Topics;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.serving.ServingConfig;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.schemas.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where the demo's cluster is, and the settings of everything that talks to it.
 *
 * @param kafka host and port
 * @param schemaRegistry URL
 */
record Addresses(String kafka, String schemaRegistry) {
    static final String APPLICATION = "windhover-demo";
    static final Duration UPDATE_INTERVAL = Duration.ofMillis(500);
    static final Topics TOPICS = Topics.under("windhover");

    private static final String REGISTRY_URL = "schema.registry.url";
    private static final int PARTITIONS = 4;
    private static final int MOST_LIST_ENTRIES = 1_000;
    /** What is replayed ends: that is no alert. */
    private static final SilencePolicy UNTOLD =
            new SilencePolicy(SilencePolicy.DEFAULT.after(), Map.of(), Level.INFORMATIONAL);

    private static final int THREADS = 2;
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(10);
    private static final long STATE_MEMORY = 64L << 20;

    Cluster cluster() {
        return Cluster.of(Map.of("bootstrap.servers", kafka), Map.of(REGISTRY_URL, schemaRegistry), TOPICS);
    }

    /**
     * As in production but for the sizes, and for counts that are written again sooner.
     *
     * @param network says where the addresses of the events are
     */
    DetectorConfig detector(Path stateFolder, NetworkSources network) {
        return new DetectorConfig(
                APPLICATION,
                null,
                Map.of("bootstrap.servers", kafka),
                Map.of(REGISTRY_URL, schemaRegistry),
                new DetectorConfig.TopicsConfig("windhover", true, PARTITIONS, (short) 1),
                new DetectorConfig.StateConfig(stateFolder, STATE_MEMORY, 0),
                MOST_LIST_ENTRIES,
                network,
                UNTOLD,
                THREADS,
                UPDATE_INTERVAL,
                HEARTBEAT_INTERVAL,
                ThrottlePolicy.DEFAULT,
                Lateness.DEFAULT,
                ServingConfig.DEFAULT,
                List.of());
    }

    Map<String, String> connector(List<String> inputs, Pace pace) {
        return Map.of(
                FileSourceConfig.FILES,
                String.join(",", inputs),
                FileSourceConfig.TAIL,
                "false",
                FileSourceConfig.TOPIC,
                TOPICS.events(),
                FileSourceConfig.DEAD_LETTER_TOPIC,
                TOPICS.deadLetter(),
                FileSourceConfig.BATCH_RECORDS,
                Integer.toString(pace.batch()),
                REGISTRY_URL,
                schemaRegistry);
    }

    void print(Screen screen) {
        screen.writer().println();
        screen.writer().println("Still running; Ctrl-C ends it.");
        screen.writer().println("  Kafka            " + kafka);
        screen.writer().println("  schema registry  " + schemaRegistry);
        screen.writer()
                .println("  topics           "
                        + String.join(
                                ", ",
                                TOPICS.events(),
                                TOPICS.rules(),
                                TOPICS.findings(),
                                TOPICS.alerts(),
                                TOPICS.deadLetter()));
        screen.line("  publish rules    windhover rules publish --bootstrap-server " + kafka + " --schema-registry "
                + schemaRegistry + " DIR");
    }
}
