package io.windhover.benchmarks.deployment;

import io.windhover.benchmarks.BrokerProcess;
import io.windhover.benchmarks.CatchUp;
import io.windhover.cli.output.Progress;
import io.windhover.cli.replay.EventProducer;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.detector.Topics;
import io.windhover.detector.alerts.AlertsTopic;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.local.TemporaryDirectory;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/** A broker, a schema registry, the shipped rules, and detectors that are configured as the product is unless said otherwise. */
final class Deployment implements AutoCloseable {
    static final String APPLICATION = "windhover-detector";

    private static final Topics TOPICS = Topics.under("windhover");
    /** What the detector writes for itself to read. */
    private static final List<String> INNER = List.of(TOPICS.observations(), TOPICS.findings(), TOPICS.lineage());

    private static final int FEW = 5;

    private static final String CHANGELOG = "-changelog";

    private final DeploymentOptions options;
    private final TemporaryDirectory folder = TemporaryDirectory.create("windhover-deployment");
    private final BrokerProcess broker;
    private final EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start();
    private final Admin admin;
    private final SchemaRegistry schemas;
    private long published;

    /** Records and bytes of a topic or of several. */
    record Volume(long records, long bytes) {}

    private Deployment(DeploymentOptions options, BrokerProcess broker) {
        this.options = options;
        this.broker = broker;
        this.admin = Admin.create(Map.<String, Object>copyOf(kafka()));
        this.schemas = SchemaRegistries.connect(Map.of("schema.registry.url", registry.url()));
    }

    /** Starts broker and registry, makes the topics and publishes the shipped rules. */
    static Deployment start(DeploymentOptions options) throws IOException, InterruptedException {
        Deployment deployment = new Deployment(options, BrokerProcess.start());
        deployment.prepare();
        return deployment;
    }

    private void prepare() throws InterruptedException {
        new TopicSetup(new DetectorConfig.TopicsConfig("windhover", true, options.partitions, (short) 1)).ensure(admin);
        List<RuleText> texts = RuleFiles.shipped().files().stream()
                .map(file -> new RuleText(
                        file.source().name(),
                        file.source().name(),
                        file.source().text()))
                .toList();
        new RulePublisher(kafka(), TOPICS.rules(), schemas, InstantSource.system()).publish(texts, null, null);
    }

    /** Publishes events, one partition after the other; returns the bytes of the values. */
    long publish(Iterator<CloudEvent> events, Progress progress) {
        long bytes = 0;
        try (AvroSerde<CloudEvent> serde = new AvroSerde<>(CloudEvent.class, schemas);
                EventProducer producer = new EventProducer(largeBatches())) {
            while (events.hasNext()) {
                byte[] value = serde.serializer().serialize(TOPICS.events(), events.next());
                bytes += value.length;
                producer.send(
                        new ProducerRecord<>(TOPICS.events(), (int) (published % options.partitions), null, value));
                published++;
                progress.advanceTo(published);
            }
            producer.flush();
            producer.requireWritten();
        }
        return bytes;
    }

    /** Of all that was published. */
    long published() {
        return published;
    }

    int partitions() {
        return options.partitions;
    }

    /** A detector that does not run yet; its state directory is {@link #state}. */
    DetectorProcess detector(int instance, int standbys) throws IOException {
        int port = DetectorProcess.freePort();
        Path config =
                Files.writeString(folder.path().resolve("windhover-" + instance + "-" + port + ".yml"), """
                application-id: %s
                instance-id: detector-%d
                threads: %d
                kafka: {bootstrap.servers: "%s"}
                schema-registry: {schema.registry.url: "%s"}
                topics: {partitions: %d, replication-factor: 1}
                state: {directory: "%s", memory: %s, standbys: %d}
                alerts: {throttle: {alerts: 1000000, within: 1h}}
                serving: {port: %d}
                """.formatted(
                                APPLICATION,
                                instance,
                                options.threads,
                                broker.bootstrapServers(),
                                registry.url(),
                                options.partitions,
                                state(instance),
                                options.memory,
                                standbys,
                                port));
        return new DetectorProcess(config, folder.path().resolve("detector-" + instance + ".log"), options.heap, port);
    }

    Path state(int instance) throws IOException {
        return Files.createDirectories(folder.path().resolve("state-" + instance));
    }

    /** How many events the detectors are done with. */
    long judged() throws InterruptedException {
        return CatchUp.committed(admin, APPLICATION).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(TOPICS.events()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * Whether what the detectors tell themselves is read too, but for a few records of a partition: they tell each other how
     * far they are all the time.
     */
    boolean isFollowed() throws InterruptedException {
        return CatchUp.unread(admin, INNER, CatchUp.committed(admin, APPLICATION))
                <= (long) FEW * INNER.size() * options.partitions;
    }

    /** Alerts, the ends of transactions among them. */
    long alerts() throws InterruptedException {
        return CatchUp.records(admin, TOPICS.alerts());
    }

    /** The changelogs, by store; records that were compacted away count as records. */
    Map<String, Volume> changelogs() throws InterruptedException {
        try {
            Map<String, Volume> changelogs = new TreeMap<>();
            List<Integer> brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            for (var logs :
                    admin.describeLogDirs(brokers).allDescriptions().get().values()) {
                for (var log : logs.values()) {
                    for (var replica : log.replicaInfos().entrySet()) {
                        String topic = replica.getKey().topic();
                        if (topic.startsWith(APPLICATION) && topic.endsWith(CHANGELOG)) {
                            String store =
                                    topic.substring(APPLICATION.length() + 1, topic.length() - CHANGELOG.length());
                            changelogs.merge(
                                    store,
                                    new Volume(0, replica.getValue().size()),
                                    (one, other) -> new Volume(0, one.bytes() + other.bytes()));
                        }
                    }
                }
            }
            for (Map.Entry<String, Volume> changelog : changelogs.entrySet()) {
                long records = CatchUp.records(admin, APPLICATION + "-" + changelog.getKey() + CHANGELOG);
                changelog.setValue(new Volume(records, changelog.getValue().bytes()));
            }
            return changelogs;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    /** Follows the alerts from now on. */
    AlertWatch watch() {
        return new AlertWatch(new AlertsTopic(kafka(), TOPICS.alerts(), schemas));
    }

    private Map<String, String> largeBatches() {
        Map<String, String> settings = new HashMap<>(kafka());
        settings.put("batch.size", "131072");
        settings.put("linger.ms", "50");
        return settings;
    }

    private Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        admin.close();
        broker.close();
        registry.close();
        folder.close();
    }
}
