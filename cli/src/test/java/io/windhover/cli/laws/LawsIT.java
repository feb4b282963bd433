package io.windhover.cli.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.cli.Cli;
import io.windhover.cli.Distribution;
import io.windhover.detector.Topics;
import io.windhover.detector.app.DetectorConfig.TopicsConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For a random history the set of alerts is the same in whatever order it is delivered within the grace, delivered twice, with
 * any number of partitions and threads, and with the process killed. The seed is printed and can be given by
 * {@code -Dwindhover.laws.seed}.
 */
class LawsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** From events over observations, of one rule and then of those that look at it, to findings. */
    private static final int HOPS = 4;

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private EmbeddedSchemaRegistry registry;
    private SchemaRegistry schemas;
    private Random random;
    private History history;
    private int runs;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        long seed = Long.getLong("windhover.laws.seed", System.nanoTime() & 0xffff);
        System.out.println("laws: seed " + seed);
        random = new Random(seed);
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        schemas = SchemaRegistries.connect(Map.of("schema.registry.url", registry.url()));
        history = History.random(
                seed, Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2)));
        Path rules = Files.createDirectories(folder.resolve("rules"));
        for (Map.Entry<String, String> file : LawRules.files().entrySet()) {
            Files.writeString(rules.resolve(file.getKey()), file.getValue());
        }
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        registry.close();
        broker.close();
    }

    @Test
    void shouldMakeTheSameAlertsOfTheSameEvents() throws Exception {
        // Given
        Run asHappened = new Run(1, 1, history.inEventTime());
        asHappened.untilAllIsJudged();
        AlertSet expected = asHappened.stop();
        assertThat(expected.episodes().keySet().stream()
                        .map(key -> key.replaceFirst(" .*", ""))
                        .distinct())
                .containsAll(LawRules.files().keySet().stream()
                        .map(name -> name.replace(".yml", ""))
                        .filter(name -> !name.equals("base"))
                        .toList());

        // When, Then
        Run delivered = new Run(8, 4, history.asDelivered());
        delivered.untilAllIsJudged();
        assertThat(AlertSet.differences(expected, delivered.stop()))
                .describedAs("as delivered, 8 partitions, 4 threads")
                .isEmpty();

        Run twice = new Run(2, 1, history.deliveredTwice());
        twice.untilAllIsJudged();
        assertThat(AlertSet.differences(expected, twice.stop()))
                .describedAs("each delivered twice, 2 partitions")
                .isEmpty();

        Run killed = new Run(2, 2, history.asDelivered());
        for (int i = 0; i < 3; i++) {
            killed.killSomewhere();
            if (i % 2 == 0) {
                killed.loseState();
            }
            killed.startDetector();
        }
        killed.untilAllIsJudged();
        assertThat(AlertSet.differences(expected, killed.stop()))
                .describedAs("killed 3 times, twice with its state lost")
                .isEmpty();
    }

    /** A deployment of its own on the broker, with the history in its events topic before the detector begins. */
    private final class Run {
        private final String application;
        private final Topics topics;
        private final int partitions;
        private final Path state;
        private final Path config;
        private final Path log;
        private Process process;

        Run(int partitions, int threads, List<CloudEvent> events) throws Exception {
            String prefix = "laws-" + runs++;
            this.application = prefix;
            this.topics = Topics.under(prefix);
            this.partitions = partitions;
            this.state = folder.resolve(prefix + "-state");
            this.log = folder.resolve(prefix + ".log");
            this.config = Files.writeString(folder.resolve(prefix + ".yml"), """
                    application-id: %1$s
                    threads: %2$d
                    kafka: {bootstrap.servers: "%3$s", session.timeout.ms: "6000", heartbeat.interval.ms: "1000"}
                    schema-registry: {schema.registry.url: "%4$s"}
                    topics: {prefix: %1$s, partitions: %5$d, replication-factor: 1}
                    state: {directory: "%6$s", standbys: 0}
                    alerts: {update-interval: 200ms}
                    heartbeats: {interval: 500ms}
                    serving: {port: 0}
                    """.formatted(
                            prefix, threads, broker.bootstrapServers(), registry.url(), partitions, state));
            try (Admin admin = Admin.create(kafka())) {
                new TopicSetup(new TopicsConfig(prefix, true, partitions, (short) 1)).ensure(admin);
            }
            Cli published = Cli.run(
                    "rules",
                    "publish",
                    "--config",
                    config.toString(),
                    folder.resolve("rules").toString());
            assertThat(published.exitCode()).as(published.err()).isZero();
            write(events);
            startDetector();
        }

        private Map<String, Object> kafka() {
            return Map.of("bootstrap.servers", broker.bootstrapServers());
        }

        private void write(List<CloudEvent> events) throws Exception {
            try (AvroSerde<CloudEvent> serde = new AvroSerde<>(CloudEvent.class, schemas);
                    KafkaProducer<byte[], CloudEvent> producer =
                            new KafkaProducer<>(kafka(), new ByteArraySerializer(), serde.serializer())) {
                for (CloudEvent event : events) {
                    int partition = Math.floorMod(event.getUid().hashCode(), partitions);
                    producer.send(new ProducerRecord<>(topics.events(), partition, null, event))
                            .get();
                }
            }
        }

        void startDetector() throws IOException {
            process = new ProcessBuilder(
                            Distribution.java(),
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            Distribution.folder().resolve("windhover.jar").toString(),
                            "run",
                            "--config",
                            config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            processes.add(process);
        }

        /** By SIGKILL, at any moment from its start on to when it has written some alerts. */
        void killSomewhere() throws Exception {
            int wanted = random.nextInt(25);
            int already = alerts().size();
            await().atMost(PATIENCE).until(() -> alerts().size() >= already + wanted || isLastTold());
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }

        void loseState() throws IOException {
            if (Files.exists(state)) {
                try (Stream<Path> files = Files.walk(state)) {
                    files.sorted(Comparator.reverseOrder()).forEach(LawsIT::delete);
                }
            }
        }

        private boolean isLastTold() {
            return alerts().stream()
                    .anyMatch(alert -> alert.getRule().getTitle().equals(LawRules.LAST));
        }

        /** The last thing was told, all that stood in a topic by then has been read, hop by hop, and nothing is told any more. */
        void untilAllIsJudged() throws Exception {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(isLastTold())
                    .describedAs(() -> tail(log))
                    .isTrue());
            try (Admin admin = Admin.create(kafka())) {
                // The last thing is told in its own partition; others may be behind, and a detector may have been
                // killed since.
                for (int hop = 0; hop < HOPS; hop++) {
                    Map<TopicPartition, Long> ends = ends(admin);
                    await().atMost(PATIENCE).untilAsserted(() -> assertThat(unread(admin, ends))
                            .describedAs(() -> tail(log))
                            .isEmpty());
                }
            }
            int[] before = {-1};
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(4)).until(() -> {
                int now = alerts().size();
                boolean same = now == before[0];
                before[0] = now;
                return same;
            });
        }

        private Map<TopicPartition, Long> ends(Admin admin) throws Exception {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (String topic : List.of(topics.events(), topics.observations(), topics.findings())) {
                for (int i = 0; i < partitions; i++) {
                    asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
                }
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }

        /** The record that ends a transaction may stand behind the last that was read. */
        private List<TopicPartition> unread(Admin admin, Map<TopicPartition, Long> ends) throws Exception {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .filter(end -> offset(read.get(end.getKey())) < end.getValue() - 1)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static long offset(@Nullable OffsetAndMetadata read) {
            return read == null ? 0 : read.offset();
        }

        AlertSet stop() throws InterruptedException {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            List<Alert> alerts = alerts();
            assertThat(alerts.stream()
                            .filter(alert -> alert.getActivity() == AlertActivity.CREATE)
                            .map(Alert::getUid))
                    .describedAs("an alert opens once")
                    .doesNotHaveDuplicates();
            return AlertSet.of(alerts);
        }

        /** All records of the alerts topic that are committed. */
        private List<Alert> alerts() {
            try (AvroSerde<Alert> serde = new AvroSerde<>(Alert.class, schemas);
                    KafkaConsumer<String, Alert> consumer = new KafkaConsumer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    broker.bootstrapServers(),
                                    "isolation.level",
                                    "read_committed",
                                    "auto.offset.reset",
                                    "earliest"),
                            new StringDeserializer(),
                            serde.deserializer())) {
                List<TopicPartition> all = new ArrayList<>();
                for (int i = 0; i < partitions; i++) {
                    all.add(new TopicPartition(topics.alerts(), i));
                }
                consumer.assign(all);
                consumer.seekToBeginning(all);
                Map<TopicPartition, Long> ends = consumer.endOffsets(all);
                List<Alert> alerts = new ArrayList<>();
                while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> alerts.add(record.value()));
                }
                return alerts;
            }
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
