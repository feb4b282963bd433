package io.windhover.benchmarks;

import io.windhover.detector.Topics;
import io.windhover.detector.app.Detector;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.serving.ServingConfig;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.local.TemporaryDirectory;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.CloudEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The events on a broker, and the applications that are timed on them. */
final class Load implements AutoCloseable {
    private static final String PREFIX = "load";
    private static final String COPY = "load.copy";
    private static final Topics TOPICS = Topics.under(PREFIX);
    /** What the detector writes for itself to read. */
    private static final List<String> INNER = List.of(TOPICS.observations(), TOPICS.findings());

    /** The load is a flood by intent. */
    private static final ThrottlePolicy NO_THROTTLE = new ThrottlePolicy(Integer.MAX_VALUE, Duration.ofHours(1));

    private final String bootstrapServers;
    private final int partitions;
    private final int threads;
    private final Admin admin;
    private final SchemaRegistry registry;
    private final TemporaryDirectory directory = TemporaryDirectory.create("windhover-load");
    private long published;
    private long observations;
    private int run;

    /** Longer than any run: what is counted is events alone. */
    private static final Duration NO_HEARTBEATS = Duration.ofDays(1);

    Load(String bootstrapServers, int partitions, int threads) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.threads = threads;
        this.admin = Admin.create(Map.<String, Object>copyOf(kafka()));
        this.registry = SchemaRegistries.connect(Map.of("schema.registry.url", "mock://load"));
    }

    /** Publishes the corpus over and over, each event with a uid of its own; returns the bytes of the values. */
    long publish(int events) throws InterruptedException {
        List<CorpusEvent> corpus = Corpus.events();
        return publish(IntStream.range(0, events)
                .mapToObj(
                        i -> CloudEvent.newBuilder(corpus.get(i % corpus.size()).normalised())
                                .setUid("load-" + i)
                                .build())
                .iterator());
    }

    /** Publishes events, one partition after the other; returns the bytes of the values. */
    long publish(Iterator<CloudEvent> events) throws InterruptedException {
        new TopicSetup(topics()).ensure(admin);
        Map<String, Object> settings = new HashMap<>(kafka());
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "131072");
        long bytes = 0;
        int count = 0;
        try (AvroSerde<CloudEvent> serde = new AvroSerde<>(CloudEvent.class, registry);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Serializer<CloudEvent> serializer = serde.serializer();
            while (events.hasNext()) {
                byte[] value = serializer.serialize(TOPICS.events(), events.next());
                bytes += value.length;
                producer.send(new ProducerRecord<>(TOPICS.events(), count % partitions, null, value), Load::failed);
                count++;
            }
        }
        published = count;
        return bytes;
    }

    /** How many events there are. */
    long published() {
        return published;
    }

    /** Reads every record and looks at none. */
    Pace readOnly() throws InterruptedException {
        return bytes(topology -> topology.addProcessor("drop", Drop::new, "source"));
    }

    /** Reads every record and writes it to another topic. */
    Pace passThrough() throws InterruptedException {
        create(COPY);
        Pace pace = bytes(topology ->
                topology.addSink("sink", COPY, new ByteArraySerializer(), new ByteArraySerializer(), "source"));
        delete(List.of(COPY));
        return pace;
    }

    /** The whole detector, until every event has been judged and all that it makes of them has been too. */
    Pace detector(List<SourceFile> rules) throws InterruptedException {
        return detectors(1, rules);
    }

    /** The same by several detectors, each with its threads, that share the partitions. */
    Pace detectors(int count, List<SourceFile> rules) throws InterruptedException {
        new TopicSetup(topics()).ensure(admin);
        publishRules(rules);
        String application = nextApplication();
        List<Detector> detectors = IntStream.range(0, count)
                .mapToObj(instance -> new Detector(config(application, instance), registry))
                .toList();
        try {
            detectors.forEach(Detector::start);
            Pace pace = CatchUp.pace(admin, application, TOPICS.events(), INNER, published);
            observations = CatchUp.records(admin, TOPICS.observations());
            return pace;
        } finally {
            detectors.forEach(Detector::close);
            // The next run must not find this one's records.
            delete(Stream.concat(INNER.stream(), Stream.of(TOPICS.rules(), TOPICS.alerts(), TOPICS.deadLetter()))
                    .toList());
        }
    }

    /** How many observations the last detector wrote, with a few records that end transactions. */
    long observations() {
        return observations;
    }

    private Pace bytes(Consumer<Topology> rest) throws InterruptedException {
        Topology topology = new Topology();
        topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), TOPICS.events());
        rest.accept(topology);
        String application = nextApplication();
        Properties settings = new Properties();
        settings.putAll(kafka());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.path().toString());
        settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
        try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
            streams.start();
            return CatchUp.pace(admin, application, TOPICS.events(), List.of(), published);
        }
    }

    private void publishRules(List<SourceFile> rules) throws InterruptedException {
        List<RuleText> texts = rules.stream()
                .map(source -> new RuleText(source.name(), source.name(), source.text()))
                .toList();
        new RulePublisher(kafka(), TOPICS.rules(), registry, InstantSource.system()).publish(texts, null, null);
    }

    private DetectorConfig config(String application, int instance) {
        return new DetectorConfig(
                application,
                null,
                kafka(),
                Map.of("schema.registry.url", "mock://load"),
                topics(),
                new DetectorConfig.StateConfig(directory.path().resolve("detector-" + instance), 64L << 20, 0),
                1_000,
                NetworkSources.NONE,
                SilencePolicy.DEFAULT,
                threads,
                Duration.ofSeconds(5),
                NO_HEARTBEATS,
                NO_THROTTLE,
                Lateness.DEFAULT,
                ServingConfig.DEFAULT,
                List.of());
    }

    private DetectorConfig.TopicsConfig topics() {
        return new DetectorConfig.TopicsConfig(PREFIX, true, partitions, (short) 1);
    }

    private Map<String, String> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    private String nextApplication() {
        run++;
        return "load-" + run;
    }

    private void create(String topic) throws InterruptedException {
        await(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    private void delete(List<String> topics) throws InterruptedException {
        await(admin.deleteTopics(topics).all());
    }

    private static void await(KafkaFuture<Void> done) throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    private static void failed(Object metadata, @Nullable Exception exception) {
        if (exception != null) {
            throw new KafkaException("an event was not published", exception);
        }
    }

    @Override
    public void close() {
        admin.close();
        directory.close();
    }

    private static final class Drop extends ContextualProcessor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            // Nothing: reading is what is measured.
        }
    }
}
