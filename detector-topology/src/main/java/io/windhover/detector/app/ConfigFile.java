package io.windhover.detector.app;

import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.serving.ServingException;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@link DetectorConfig} from YAML. Every mistake is reported with its place, all of them at once. */
public final class ConfigFile {
    private static final long DEFAULT_MEMORY = 256L * 1024 * 1024;
    private static final int DEFAULT_PARTITIONS = 32;
    private static final int DEFAULT_LIST_ENTRIES = 100_000;
    private static final int DEFAULT_THREADS = 2;
    private static final Duration DEFAULT_UPDATE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration DEFAULT_HEARTBEAT_INTERVAL = Duration.ofSeconds(10);

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @throws ConfigException if the file is missing or wrong; the message has a line for each mistake
     */
    public static DetectorConfig read(Path file) {
        return parse(file.toString(), text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": no such file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the section {@code network} of a file, whatever else stands in it.
     *
     * @throws ConfigException if the file is missing, has no such section, or the section is wrong
     */
    public static NetworkSources readNetwork(Path file) {
        ConfigSection root = ConfigSection.root(file.toString(), text(file));
        if (!root.has("network")) {
            throw new ConfigException(file + ": has no section network");
        }
        ConfigSection section = root.section("network");
        NetworkSources network = network(section);
        section.finish();
        return network;
    }

    /** A demand that names no key would be none: whoever writes it wants one. */
    private static List<Path> trustedKeys(ConfigSection section) {
        List<Path> keys = section.paths("trusted-keys");
        if (keys.isEmpty()) {
            section.refuse("trusted-keys", "must name a file; without the setting, all rules on the topic count");
        }
        return keys;
    }

    private static NetworkSources network(ConfigSection section) {
        return new NetworkSources(
                section.paths("databases"),
                section.paths("tables"),
                section.section("ranges").pathsByName("a kind of network", NetworkSources::isKind),
                section.section("asns").pathsByName("a kind of network", NetworkSources::isKind));
    }

    /**
     * Reads a text.
     *
     * @param name stands before the places in messages
     * @throws ConfigException as {@link #read} does
     */
    public static DetectorConfig parse(String name, String yaml) {
        ConfigSection root = ConfigSection.root(name, yaml);
        String applicationId = root.text("application-id", "windhover-detector");
        @Nullable String instanceId = root.textOrNull("instance-id");
        Map<String, String> kafka = root.section("kafka").all();
        Map<String, String> schemaRegistry = root.section("schema-registry").all();

        ConfigSection topics = root.section("topics");
        String prefix = topics.text("prefix", "windhover");
        boolean create = topics.flag("create", true);
        int partitions = topics.integer("partitions", DEFAULT_PARTITIONS);
        int replicationFactor = topics.integer("replication-factor", -1);

        ConfigSection state = root.section("state");
        String directory = state.text("directory", "/var/lib/windhover");
        long memory = state.size("memory", DEFAULT_MEMORY);
        int standbys = state.integer("standbys", 1);

        int mostListEntries = root.section("lists").integer("most-entries", DEFAULT_LIST_ENTRIES);
        NetworkSources network = network(root.section("network"));
        ConfigSection silence = root.section("silence");
        Duration silentAfter = silence.duration("after", SilencePolicy.DEFAULT.after());
        Level silenceLevel = silence.choice("level", SilencePolicy.DEFAULT.level());
        Map<String, Duration> ofSources = silence.section("sources").durations();
        int threads = root.integer("threads", DEFAULT_THREADS);
        Duration heartbeatInterval = root.section("heartbeats").duration("interval", DEFAULT_HEARTBEAT_INTERVAL);
        ServingSettings serving = new ServingSettings(root.section("serving"));
        ConfigSection alerts = root.section("alerts");
        Duration updateInterval = alerts.duration("update-interval", DEFAULT_UPDATE_INTERVAL);
        ConfigSection throttle = alerts.section("throttle");
        int throttleAlerts = throttle.integer("alerts", ThrottlePolicy.DEFAULT.alerts());
        Duration throttleWithin = throttle.duration("within", ThrottlePolicy.DEFAULT.within());
        ConfigSection lateness = root.section("lateness");
        Duration grace = lateness.duration("grace", Lateness.DEFAULT.grace());
        Map<String, Duration> graces = lateness.section("sources").durations();
        List<Path> trustedKeys = trustedKeys(root.section("rules"));
        root.finish();
        try {
            return new DetectorConfig(
                    applicationId,
                    instanceId,
                    kafka,
                    schemaRegistry,
                    new DetectorConfig.TopicsConfig(prefix, create, partitions, (short) replicationFactor),
                    new DetectorConfig.StateConfig(Path.of(directory), memory, standbys),
                    mostListEntries,
                    network,
                    new SilencePolicy(silentAfter, ofSources, silenceLevel),
                    threads,
                    updateInterval,
                    heartbeatInterval,
                    new ThrottlePolicy(throttleAlerts, throttleWithin),
                    new Lateness(grace, graces, null),
                    serving.config(),
                    trustedKeys);
        } catch (ConfigException | ServingException e) {
            throw new ConfigException(name + ": " + e.getMessage());
        }
    }
}
