package io.windhover.detector.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.windhover.detector.Topics;
import io.windhover.detector.deadletter.DeadLetterHandler;
import io.windhover.detector.identities.IdentityMap;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.ruleset.RuleLibrary;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.state.BoundedRocksDb;
import io.windhover.detector.state.RocksDbMemory;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.detector.triage.TriageSettings;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.lists.ListIndex;
import io.windhover.schemas.CloudEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The whole topology in Kafka Streams' test driver, with one partition. A test sets what it wants otherwise before it starts
 * it; started again, it begins with its state.
 */
final class TestDetector implements AutoCloseable {
    static final Topics TOPICS = Topics.under("windhover");
    static final Duration UPDATE_INTERVAL = Duration.ofSeconds(5);

    final MeterRegistry meters = new SimpleMeterRegistry();
    int mostListEntries = 10;
    NetworkContext network = NetworkContext.NONE;
    TriageSettings triage = new TriageSettings(UPDATE_INTERVAL, ThrottlePolicy.DEFAULT, 1);
    SilencePolicy silence = SilencePolicy.DEFAULT;

    /** Of the topology that was made last, as are the next two. */
    ActiveRules rules;

    ListIndex lists;
    IdentityMap identities;

    private final Path state;
    private final String applicationId = "test-" + UUID.randomUUID();
    private final SchemaRegistry registry =
            SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    private final RocksDbMemory memory = new RocksDbMemory(16L << 20);
    private TopologyTestDriver driver;

    TestDetector(Path state) {
        this.state = state;
    }

    DetectorTopology topology() {
        RuleLibrary library = new RuleLibrary(RuleCompiler.standard());
        rules = new ActiveRules(library.none());
        lists = new ListIndex(mostListEntries);
        identities = new IdentityMap();
        return new DetectorTopology(
                TOPICS,
                registry,
                library,
                rules,
                lists,
                identities,
                network,
                triage,
                silence,
                Lateness.DEFAULT,
                1,
                meters);
    }

    /** Starts it, or starts it again, at a time of day. */
    TopologyTestDriver start(Instant now) {
        if (driver != null) {
            driver.close();
        }
        driver = new TopologyTestDriver(topology().build(), settings(), now);
        return driver;
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, TOPICS.deadLetter());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(RocksDbMemory.CONFIG, memory);
        return settings;
    }

    <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        return new AvroSerde<>(type, registry).serializer();
    }

    TestInputTopic<byte[], CloudEvent> events() {
        return driver.createInputTopic(TOPICS.events(), new ByteArraySerializer(), serializer(CloudEvent.class));
    }

    <T extends SpecificRecord> TestInputTopic<String, T> input(String topic, Class<T> type) {
        return driver.createInputTopic(topic, new StringSerializer(), serializer(type));
    }

    /** A topic whose values the test serialises itself. */
    TestInputTopic<String, byte[]> bytes(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    <T extends SpecificRecord> TestOutputTopic<String, T> output(String topic, Class<T> type) {
        return driver.createOutputTopic(
                topic, new StringDeserializer(), new AvroSerde<>(type, registry).deserializer());
    }

    TestOutputTopic<byte[], byte[]> deadLetters() {
        return driver.createOutputTopic(TOPICS.deadLetter(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        if (driver != null) {
            driver.close();
        }
        memory.close();
    }
}
