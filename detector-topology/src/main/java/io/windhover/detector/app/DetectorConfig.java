package io.windhover.detector.app;

import io.windhover.detector.Topics;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.serving.ServingConfig;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.triage.ThrottlePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets. The same names serve in the file, where each is a key.
 *
 * @param applicationId names the consumer group, the changelogs and the transactions: one for each deployment
 * @param instanceId names this process within the deployment and lets it restart without a rebalance; null for none
 * @param kafka handed to every Kafka client as it is; {@code bootstrap.servers} is required
 * @param schemaRegistry handed to the registry's client as it is; {@code schema.registry.url} is required
 * @param topics names and shape of the topics
 * @param state the local state
 * @param mostListEntries entries of all lists together, 1 or more; further ones are left out
 * @param network the files that say where addresses are
 * @param silence when a source of logs counts as silent
 * @param threads Streams threads, 1 to 64
 * @param updateInterval how often a growing alert's count is written again, 100 ms or more
 * @param heartbeatInterval how often a heartbeat is written into each partition of the events, 100 ms or more
 * @param throttle when a rule floods
 * @param lateness how late events may be and still be judged by what came before
 * @param serving where the HTTP endpoint listens, and who may ask it
 * @param trustedKeys public keys, of which one must have signed whatever stands on the rules topic; empty for no such demand
 */
public record DetectorConfig(
        String applicationId,
        @Nullable String instanceId,
        Map<String, String> kafka,
        Map<String, String> schemaRegistry,
        TopicsConfig topics,
        StateConfig state,
        int mostListEntries,
        NetworkSources network,
        SilencePolicy silence,
        int threads,
        Duration updateInterval,
        Duration heartbeatInterval,
        ThrottlePolicy throttle,
        Lateness lateness,
        ServingConfig serving,
        List<Path> trustedKeys) {
    private static final int MOST_THREADS = 64;
    private static final Duration MOST_GRACE = Duration.ofDays(1);
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    public DetectorConfig {
        kafka = Map.copyOf(kafka);
        schemaRegistry = Map.copyOf(schemaRegistry);
        trustedKeys = List.copyOf(trustedKeys);
        Checks.require(!applicationId.isBlank(), "application-id must not be empty");
        Checks.require(kafka.containsKey("bootstrap.servers"), "kafka: bootstrap.servers is missing");
        Checks.require(
                schemaRegistry.containsKey("schema.registry.url"), "schema-registry: schema.registry.url is missing");
        Checks.require(
                instanceId == null || !"streams".equals(kafka.get("group.protocol")),
                "instance-id: the group protocol 'streams' knows no static membership; leave one of them out");
        Checks.require(mostListEntries >= 1, "lists: most-entries must be 1 or more");
        Checks.require(
                silence.after().compareTo(SilencePolicy.LEAST) >= 0
                        && silence.sources().values().stream()
                                .allMatch(after -> after.compareTo(SilencePolicy.LEAST) >= 0),
                "silence: a source can be silent after 2m or more");
        Checks.require(threads >= 1 && threads <= MOST_THREADS, "threads must be 1 to " + MOST_THREADS);
        Checks.require(updateInterval.compareTo(LEAST_INTERVAL) >= 0, "alerts: update-interval must be 100ms or more");
        Checks.require(heartbeatInterval.compareTo(LEAST_INTERVAL) >= 0, "heartbeats: interval must be 100ms or more");
        Checks.require(
                lateness.longest().compareTo(MOST_GRACE) <= 0
                        && !lateness.grace().isNegative()
                        && lateness.sources().values().stream().noneMatch(Duration::isNegative),
                "lateness: grace must be 0s to 1d");
        Checks.require(throttle.alerts() >= 1, "alerts: throttle: alerts must be 1 or more");
        Checks.require(
                throttle.within().compareTo(ThrottlePolicy.SHORTEST) >= 0
                        && throttle.within().compareTo(ThrottlePolicy.LONGEST) <= 0,
                "alerts: throttle: within must be 1m to 1d");
    }

    /**
     * The topics.
     *
     * @param prefix stands before every topic's name
     * @param create whether missing topics are created at start
     * @param partitions of the topics between stages; fixed at creation, since keyed state depends on it
     * @param replicationFactor of created topics; −1 for the brokers' default
     */
    public record TopicsConfig(String prefix, boolean create, int partitions, short replicationFactor) {
        private static final int MOST_PARTITIONS = 1_024;

        public TopicsConfig {
            Checks.require(prefix.matches("[A-Za-z0-9._-]{1,100}"), "topics: prefix may hold letters, digits, . _ -");
            Checks.require(
                    partitions >= 1 && partitions <= MOST_PARTITIONS,
                    "topics: partitions must be 1 to " + MOST_PARTITIONS);
            Checks.require(
                    replicationFactor == -1 || replicationFactor >= 1, "topics: replication-factor must be 1 or more");
        }

        /** The topics' names. */
        public Topics names() {
            return Topics.under(prefix);
        }
    }

    /**
     * The local state.
     *
     * @param directory where RocksDB keeps the state; survives a restart
     * @param memory bytes that all stores may use together, 8 MB or more
     * @param standbys copies of the state on other instances
     */
    public record StateConfig(Path directory, long memory, int standbys) {
        private static final long LEAST_MEMORY = 8L * 1024 * 1024;

        public StateConfig {
            Checks.require(memory >= LEAST_MEMORY, "state: memory must be 8MB or more");
            Checks.require(standbys >= 0, "state: standbys must be 0 or more");
        }
    }

    /** The same with another end of history: what happened before teaches and raises no alert; null for no such time. */
    public DetectorConfig learningUntil(@Nullable Instant time) {
        return new DetectorConfig(
                applicationId,
                instanceId,
                kafka,
                schemaRegistry,
                topics,
                state,
                mostListEntries,
                network,
                silence,
                threads,
                updateInterval,
                heartbeatInterval,
                throttle,
                lateness.learningUntil(time),
                serving,
                trustedKeys);
    }

    /** Without the values of what is handed on: passwords stand there. */
    @Override
    public String toString() {
        return "DetectorConfig[applicationId=" + applicationId + ", instanceId=" + instanceId + ", kafka="
                + kafka.keySet() + ", schemaRegistry=" + schemaRegistry.keySet() + ", topics=" + topics + ", state="
                + state + ", mostListEntries=" + mostListEntries + ", network=" + network + ", silence=" + silence
                + ", threads=" + threads
                + ", updateInterval="
                + updateInterval + ", heartbeatInterval=" + heartbeatInterval + ", throttle=" + throttle
                + ", lateness=" + lateness + ", serving=" + serving + ", trustedKeys=" + trustedKeys + "]";
    }
}
