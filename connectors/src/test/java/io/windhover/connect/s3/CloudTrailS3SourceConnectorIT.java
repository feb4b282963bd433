package io.windhover.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.StandaloneWorker;
import io.windhover.connect.WorkerProcess;
import io.windhover.connect.WrittenRecords;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in Kafka Connect's own worker, against a real broker, S3Mock and ElasticMQ. */
class CloudTrailS3SourceConnectorIT {

    private static final Duration WITHIN = Duration.ofMinutes(4);

    private static AwsPeers aws;
    private static EmbeddedBroker broker;
    private static EmbeddedSchemaRegistry registry;
    private static WrittenRecords written;
    private static int tests;

    @TempDir
    Path directory;

    private String queue;
    private String events;
    private String folder;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        written = new WrittenRecords(broker.bootstrapServers(), registry.url());
        aws = AwsPeers.start();
    }

    @AfterAll
    static void stop() {
        written.close();
        aws.close();
        registry.close();
        broker.close();
    }

    @BeforeEach
    void createQueueAndTopics() {
        tests++;
        queue = aws.createQueue(Map.of());
        events = "events-" + tests;
        folder = "AWSLogs/" + tests + "/CloudTrail/";
        broker.createTopic(events, 2, Map.of());
        broker.createTopic("dead-" + tests, 1, Map.of());
    }

    @Test
    void shouldWriteAllEventsOnceWithTwoTasksAndEmptyTheQueue() throws Exception {
        // Given
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            uids.addAll(put(i, 50));
            String message = LogObjects.notification(folder + i);
            aws.send(queue, i % 3 == 0 ? LogObjects.inSns(message) : i % 3 == 1 ? message : ofEventBridge(i));
        }
        aws.send(queue, "not understood");

        // When
        try (StandaloneWorker worker = StandaloneWorker.start(broker.bootstrapServers(), offsets())) {
            worker.run("trail", settings(Map.of("tasks.max", "2")));
            await().atMost(WITHIN).until(() -> written.count(events) >= uids.size() && aws.isEmpty(queue));
        }

        // Then
        assertThat(written.uids(events)).containsExactlyInAnyOrderElementsOf(uids);
        assertThat(written.read("dead-" + tests)).hasSize(1);
    }

    @Test
    void shouldLoseNothingAndKnowWhatCameAgainWhenKilledAtRandomPoints() throws Exception {
        // Given
        SplittableRandom random = new SplittableRandom(20261001);
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            uids.addAll(put(i, 500));
            aws.send(queue, LogObjects.notification(folder + i));
        }
        Map<String, String> settings = settings(Map.of(
                "tasks.max", "2", "batch.records", "100", CloudTrailS3SourceConfig.VISIBILITY_TIMEOUT_SECONDS, "5"));

        // When
        for (int kill = 0; kill < 3; kill++) {
            long goal = Math.min(written.count(events) + random.nextLong(1, 4_000), uids.size());
            try (WorkerProcess worker = startProcess(settings, List.of())) {
                await().atMost(WITHIN).pollInterval(Duration.ofMillis(5)).until(() -> written.count(events) >= goal);
                assertThat(worker.isRunning()).isTrue();
            }
        }
        long before = written.count(events);
        try (WorkerProcess worker = startProcess(settings, List.of())) {
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
            assertThat(worker.isRunning()).isTrue();
        }

        // Then
        assertThat(before).isBetween(1L, (long) uids.size());
        assertThat(new HashSet<>(written.uids(events))).isEqualTo(new HashSet<>(uids));
        assertThat(written.count("dead-" + tests)).isZero();
    }

    @Test
    void shouldGoOnInABucketWhereAKilledWorkerStopped() throws Exception {
        // Given
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            uids.addAll(put(i, 1_000));
        }
        Map<String, String> settings = settings(Map.of("batch.records", "100"));
        settings.remove(CloudTrailS3SourceConfig.QUEUE_URL);
        settings.put(CloudTrailS3SourceConfig.BUCKET, AwsPeers.BUCKET);
        settings.put(CloudTrailS3SourceConfig.PREFIXES, folder);

        // When
        try (WorkerProcess worker = startProcess(settings, List.of())) {
            await().atMost(WITHIN).pollInterval(Duration.ofMillis(5)).until(() -> written.count(events) >= 2_500);
            assertThat(worker.isRunning()).isTrue();
        }
        try (WorkerProcess worker = startProcess(settings, List.of())) {
            await().atMost(WITHIN).until(() -> written.holds(events, uids.size()));
            assertThat(worker.isRunning()).isTrue();
        }

        // Then
        assertThat(new HashSet<>(written.uids(events))).isEqualTo(new HashSet<>(uids));
    }

    @Test
    void shouldReadAnObjectThatIsLargerThanItsMemory() throws Exception {
        // Given: 96 MB in gzip, 128 MB of text
        int count = 8_000;
        aws.s3()
                .putObject(
                        request -> request.bucket(AwsPeers.BUCKET).key(folder + "large"),
                        LogObjects.writeLarge(directory.resolve("large.json.gz"), count, 16 << 10));
        aws.send(queue, LogObjects.notification(folder + "large"));
        Map<String, String> settings = settings(Map.of("producer.override.buffer.memory", "4194304"));

        // When
        try (WorkerProcess worker = startProcess(settings, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"))) {
            await().atMost(WITHIN).until(() -> written.count(events) >= count && aws.isEmpty(queue));
            assertThat(worker.isRunning()).isTrue();
        }

        // Then
        assertThat(written.count(events)).isEqualTo(count);
    }

    private List<String> put(int number, int count) {
        List<String> uids = LogObjects.uids(tests + "-" + number, count);
        aws.putEvents(folder + number, uids);
        return uids;
    }

    private String ofEventBridge(int number) {
        return LogObjects.ofEventBridge(folder + number);
    }

    private Path offsets() {
        return directory.resolve("offsets");
    }

    private WorkerProcess startProcess(Map<String, String> settings, List<String> options) throws Exception {
        return WorkerProcess.start(
                broker.bootstrapServers(), offsets(), directory.resolve("worker.log"), settings, options);
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = aws.settings();
        settings.putAll(Map.of(
                "name",
                "trail",
                "connector.class",
                CloudTrailS3SourceConnector.class.getName(),
                "tasks.max",
                "1",
                "topic",
                events,
                "dead.letter.topic",
                "dead-" + tests,
                "schema.registry.url",
                registry.url(),
                CloudTrailS3SourceConfig.QUEUE_URL,
                queue));
        settings.putAll(more);
        return settings;
    }
}
