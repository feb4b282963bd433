package io.windhover.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CapturedLogs;
import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.StandaloneWorker;
import io.windhover.connect.WorkerProcess;
import io.windhover.connect.WrittenRecords;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.schemas.DeadLetterHeaders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connectors in Kafka Connect's own worker, from a broker that stands for Event Hubs to one of ours. */
class TopicSourceConnectorIT {

    private static SecuredBroker hubs;
    private static EmbeddedBroker broker;
    private static EmbeddedSchemaRegistry registry;
    private static WrittenRecords written;

    @TempDir
    Path directory;

    @BeforeAll
    static void start(@TempDir Path certificates) throws Exception {
        hubs = new SecuredBroker(certificates);
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        written = new WrittenRecords(broker.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stop() {
        written.close();
        registry.close();
        broker.close();
        hubs.close();
    }

    @Test
    void shouldReadAHubOverTlsWithTheConnectionString() throws Exception {
        // Given
        hubs.createTopic("activity", 2);
        Path golden = Path.of("src/test/resources/golden/azure-activity/streamed-success.json");
        hubs.send("activity", 0, List.of("{\"records\":[" + Files.readString(golden) + "]}"));
        hubs.send("activity", 1, List.of(list(0, 3), "poison", list(3, 5)));

        // When
        List<String> logged;
        try (CapturedLogs logs = new CapturedLogs();
                StandaloneWorker worker = startWorker()) {
            worker.run("azure", eventHubs("activity", Map.of("tasks.max", "2")));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> written.count("events-activity") >= 6 && written.count("dead-activity") >= 1);
            logged = logs.lines();
        }

        // Then
        assertThat(logged)
                .anySatisfy(line -> assertThat(line).contains("sasl.jaas.config = [hidden]"))
                .anySatisfy(line -> assertThat(line).contains("Reading partitions"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("SharedAccessKey=", "cmlnaHQta2V5"));
        assertThat(written.read("events-activity"))
                .extracting(record -> WrittenRecords.header(record, "windhover.log-source"))
                .containsOnlyOnce("azure/activitylogs")
                .hasSize(6);
        assertThat(written.uids("events-activity")).contains("event-0", "event-4");
        assertThat(written.read("dead-activity")).singleElement().satisfies(record -> assertThat(
                        WrittenRecords.header(record, DeadLetterHeaders.SOURCE))
                .isEqualTo("eventhubs:127.0.0.1/activity/1/1"));
    }

    @Test
    void shouldGoOnWhereItStoppedAndReadPartitionsThatWereAdded() throws Exception {
        // Given
        hubs.createTopic("resumed", 1);
        hubs.send("resumed", 0, List.of(list(0, 3), list(3, 5)));
        Map<String, String> settings = eventHubs("resumed", Map.of("partitions.refresh.ms", "200"));
        try (StandaloneWorker worker = startWorker()) {
            worker.run("azure", settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-resumed") == 5);
        }
        hubs.send("resumed", 0, List.of(list(5, 7)));

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("azure", settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-resumed") == 7);
            hubs.addPartitions("resumed", 2);
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                hubs.send("resumed", 1, List.of(list(7, 8)));
                return true;
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-resumed") >= 8);
        }

        // Then
        assertThat(new ArrayList<>(written.uids("events-resumed"))).containsExactlyInAnyOrderElementsOf(ids(8));
    }

    @Test
    void shouldReportMessagesThatExpiredWhileItWasDown() throws Exception {
        // Given
        hubs.createTopic("expired", 1);
        hubs.send("expired", 0, List.of(list(0, 1)));
        Map<String, String> settings = eventHubs("expired", Map.of());
        try (StandaloneWorker worker = startWorker()) {
            worker.run("azure", settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-expired") == 1);
        }
        hubs.send("expired", 0, List.of(list(1, 2), list(2, 3), list(3, 4)));
        hubs.expire("expired", 0, 3);

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("azure", settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-expired") == 2);
        }

        // Then
        assertThat(written.uids("events-expired")).containsExactlyInAnyOrder("event-0", "event-3");
        assertThat(written.read("dead-expired")).singleElement().satisfies(record -> assertThat(
                        WrittenRecords.header(record, DeadLetterHeaders.REASON))
                .isEqualTo("2 messages expired before they were read: reading goes on at the earliest, 3"));
    }

    @Test
    void shouldReadAnyClustersTopic() throws Exception {
        // Given
        Map<String, String> settings = new HashMap<>(output("kafka"));
        settings.putAll(Map.of(
                "connector.class",
                KafkaSourceConnector.class.getName(),
                "kafka.bootstrap.servers",
                hubs.bootstrapServers(),
                "source.topics",
                "of-any-cluster",
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.sasl.mechanism",
                "PLAIN",
                "kafka.sasl.jaas.config",
                ConnectionString.parse("test", SecuredBroker.CONNECTION_STRING).login()));
        settings.putAll(hubs.way());
        hubs.createTopic("of-any-cluster", 1);
        hubs.send("of-any-cluster", 0, List.of(CloudTrailEvents.withId("event-0"), CloudTrailEvents.withId("event-1")));

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("kafka", settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-kafka") == 2);
        }

        // Then
        assertThat(written.uids("events-kafka")).containsExactlyInAnyOrder("event-0", "event-1");
    }

    @Test
    void shouldSayThatTheConnectionStringIsRefusedWithoutShowingIt() {
        // Given
        hubs.createTopic("refused", 1);
        Map<String, String> settings = eventHubs("refused", Map.of());
        String wrong = SecuredBroker.CONNECTION_STRING.replace("cmln", "d3Jv");
        settings.put("eventhubs.connection.string", wrong);
        settings.remove("connector.class");
        TopicSourceTask task = new TopicSourceTask();
        task.start(settings);

        // When, then
        assertThatThrownBy(() -> {
                    while (true) {
                        task.poll();
                    }
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Event Hubs refused the connection string for 127.0.0.1")
                .hasStackTraceContaining("SaslAuthenticationException")
                .satisfies(failure -> assertThat(stack(failure)).doesNotContain("d3Jv"));
        task.stop();
    }

    @Test
    void shouldLoseNothingAndKnowWhatCameAgainWhenKilledAtAnyTime() throws Exception {
        // Given
        int messages = 400;
        int perMessage = 25;
        int count = messages * perMessage;
        hubs.createTopic("killed", 3);
        for (int i = 0; i < messages; i++) {
            hubs.send("killed", i % 3, List.of(list(i * perMessage, (i + 1) * perMessage)));
        }
        Map<String, String> settings = eventHubs("killed", Map.of("tasks.max", "2", "batch.records", "40"));
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);

        // When
        List<Long> kills = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long until = written.count("events-killed") + 1 + random.nextLong(count / 3);
            try (WorkerProcess worker = startProcess(settings)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> written.count("events-killed") >= until);
                assertThat(worker.isRunning()).isTrue();
            }
            kills.add(written.count("events-killed"));
        }
        try (WorkerProcess last = startProcess(settings)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> written.holds("events-killed", count));
            assertThat(last.isRunning()).isTrue();
        }

        // Then
        assertThat(kills).as("kills, seed %d", seed).allSatisfy(kill -> assertThat(kill)
                .isPositive());
        assertThat(new HashSet<>(written.uids("events-killed"))).isEqualTo(ids(count));
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private StandaloneWorker startWorker() {
        return StandaloneWorker.start(broker.bootstrapServers(), directory.resolve("offsets"));
    }

    private WorkerProcess startProcess(Map<String, String> settings) throws Exception {
        return WorkerProcess.start(
                broker.bootstrapServers(), directory.resolve("offsets"), directory.resolve("worker.log"), settings);
    }

    private static Map<String, String> eventHubs(String hub, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(output(hub));
        settings.putAll(Map.of(
                "name",
                "azure",
                "connector.class",
                EventHubsSourceConnector.class.getName(),
                "eventhubs.connection.string",
                SecuredBroker.CONNECTION_STRING,
                "source.topics",
                hub));
        settings.putAll(hubs.way());
        settings.putAll(more);
        return settings;
    }

    private static Map<String, String> output(String topics) {
        broker.createTopic("events-" + topics, 2, Map.of());
        broker.createTopic("dead-" + topics, 1, Map.of());
        return Map.of(
                "name",
                topics,
                "tasks.max",
                "1",
                "topic",
                "events-" + topics,
                "dead.letter.topic",
                "dead-" + topics,
                "schema.registry.url",
                registry.url());
    }

    private static String list(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> CloudTrailEvents.withId("event-" + i))
                .collect(Collectors.joining(",", "{\"records\":[", "]}"));
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "event-" + i).collect(Collectors.toSet());
    }
}
