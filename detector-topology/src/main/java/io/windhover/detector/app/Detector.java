package io.windhover.detector.app;

import io.windhover.detector.deadletter.DeadLetterHandler;
import io.windhover.detector.deadletter.DeadLetterMetrics;
import io.windhover.detector.identities.IdentityMap;
import io.windhover.detector.match.EventTime;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.network.NetworkSourceException;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.ruleset.KeptRules;
import io.windhover.detector.ruleset.RuleLibrary;
import io.windhover.detector.ruleset.RuleSetMetrics;
import io.windhover.detector.ruleset.RuleTrust;
import io.windhover.detector.ruleset.SigningKeyException;
import io.windhover.detector.ruleset.TrustedKeys;
import io.windhover.detector.serving.Endpoint;
import io.windhover.detector.serving.ServingConfig;
import io.windhover.detector.serving.ServingException;
import io.windhover.detector.state.BoundedRocksDb;
import io.windhover.detector.state.RocksDbMemory;
import io.windhover.detector.state.Sizes;
import io.windhover.detector.topology.DetectorTopology;
import io.windhover.detector.triage.TriageSettings;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.lists.ListIndex;
import io.windhover.watched.FileWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** One running detector: the Kafka Streams application with what it holds. */
public final class Detector implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);
    private static final int COMMIT_INTERVAL_MS = 100;
    /** Of states that were used lately, all stores together: more than are used between two commits. */
    private static final long CACHE_BYTES = 32L << 20;
    /** Until the brokers miss a detector that was killed, and others take its tasks over; Kafka's default is 45 s. */
    private static final int SESSION_TIMEOUT_MS = 15_000;

    private static final int SESSION_HEARTBEAT_MS = 3_000;
    /**
     * What a thread fetches at once, compressed, and of that from one partition. It stands in the heap, and as much again in a
     * buffer beside it that the thread keeps; and records of a topic with a backlog stand before those of another that came later.
     */
    private static final int FETCH_BYTES = 8 << 20;

    private static final int PARTITION_FETCH_BYTES = 256 << 10;
    private static final String CLASSIC_PROTOCOL = "classic";

    private final RocksDbMemory memory;
    private final RuleTrust trust;
    private final ActiveRules rules;
    private final ListIndex lists;
    private final IdentityMap identities = new IdentityMap();
    private final NetworkContext network;
    private final KafkaStreams streams;
    private final DetectorHealth health;
    private final DetectorMeters meters;
    private final HeartbeatProducer heartbeats;
    private final Duration heartbeatInterval;

    /**
     * Makes a detector that does not run yet.
     *
     * @throws ConfigException if a file that says where addresses are, or a trusted key, cannot be used
     */
    public Detector(DetectorConfig config, SchemaRegistry registry) {
        this.trust = trust(config);
        this.network = open(config.network());
        this.meters = new DetectorMeters(config.topics().prefix());
        this.memory = new RocksDbMemory(config.state().memory());
        RuleLibrary library = new RuleLibrary(RuleCompiler.standard(), trust);
        this.rules = new ActiveRules(library.none());
        if (trust.isDemanded()) {
            new KeptRules(config.state().directory().resolve(config.applicationId() + ".rules.avro"))
                    .restore(library, rules);
        }
        this.rules.onChange(new UnknownNetworkWarning(network.absentFields()));
        this.lists = new ListIndex(config.mostListEntries());
        DetectorTopology topology = new DetectorTopology(
                config.topics().names(),
                registry,
                library,
                rules,
                lists,
                identities,
                network,
                new TriageSettings(
                        config.updateInterval(),
                        config.throttle(),
                        config.topics().partitions()),
                config.silence(),
                config.lateness(),
                config.topics().partitions(),
                meters.registry());
        Topology built = topology.build();
        this.streams = new KafkaStreams(built, new StreamsConfig(settings(config, memory, meters)));
        this.streams.setUncaughtExceptionHandler(new ThreadRestarts());
        this.health = new DetectorHealth(streams::state, rules);
        new RuleSetMetrics(meters.registry(), rules);
        meters.bind(memory);
        meters.bind(streams, built, health);
        this.heartbeats = HeartbeatProducer.of(config);
        this.heartbeatInterval = config.heartbeatInterval();
    }

    private static NetworkContext open(NetworkSources sources) {
        try {
            return NetworkContext.open(sources);
        } catch (NetworkSourceException e) {
            throw new ConfigException("network: " + e.getMessage());
        }
    }

    private static RuleTrust trust(DetectorConfig config) {
        try {
            return TrustedKeys.of(config.trustedKeys());
        } catch (SigningKeyException e) {
            throw new ConfigException("rules: trusted-keys: " + e.getMessage());
        }
    }

    /** Starts it; returns when the topics of rules, lists and identities have been read, so before the first event is judged. */
    public void start() {
        network.watch(FileWatch.INTERVAL);
        streams.start();
        heartbeats.start(heartbeatInterval);
    }

    /** The rules that judge now. */
    public ActiveRules rules() {
        return rules;
    }

    /** Whose records of the rules topic it takes for rules. */
    public RuleTrust trust() {
        return trust;
    }

    /** The lists that rules look values up in now. */
    public ListIndex lists() {
        return lists;
    }

    /** Who is who now. */
    public IdentityMap identities() {
        return identities;
    }

    /** The application itself, for its state and its metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** All metrics, in Prometheus's text format. */
    public String metrics() {
        return meters.scrape();
    }

    /** Serves health and metrics, from now on until what is returned is closed; before the detector is. */
    public Endpoint serve(ServingConfig config) {
        try {
            return Endpoint.start(config, System::getenv, health, meters::scrape);
        } catch (ServingException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        heartbeats.close();
        network.close();
        // Native memory that a store may still use is better leaked than freed.
        if (streams.close(CLOSE_PATIENCE)) {
            memory.close();
        }
        meters.close();
    }

    static Map<String, Object> settings(DetectorConfig config, RocksDbMemory memory, DetectorMeters meters) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Sizes.MOST_RECORD);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Sizes.MOST_RECORD);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 200);
        if (CLASSIC_PROTOCOL.equals(
                config.kafka().getOrDefault(ConsumerConfig.GROUP_PROTOCOL_CONFIG, CLASSIC_PROTOCOL))) {
            // With the newer protocols it is the brokers' to set. Without a prefix, as an operator sets it too.
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_HEARTBEAT_MS);
        }
        settings.putAll(config.kafka());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.state().standbys());
        if (config.topics().replicationFactor() > 0) {
            settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int)
                    config.topics().replicationFactor());
        }
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.state().directory().toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, EventTime.class);
        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                config.topics().names().deadLetter());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(RocksDbMemory.CONFIG, memory);
        settings.put(DeadLetterMetrics.CONFIG, meters.registry());
        if (config.instanceId() != null) {
            settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        }
        return settings;
    }
}
