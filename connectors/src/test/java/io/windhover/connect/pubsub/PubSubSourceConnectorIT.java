package io.windhover.connect.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.StandaloneWorker;
import io.windhover.connect.WorkerProcess;
import io.windhover.connect.WrittenRecords;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.schemas.DeadLetterHeaders;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in Kafka Connect's own worker, from a server that speaks as Pub/Sub does to a real broker. */
class PubSubSourceConnectorIT {

    private static EmbeddedBroker broker;
    private static EmbeddedSchemaRegistry registry;
    private static WrittenRecords written;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        written = new WrittenRecords(broker.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stopBroker() {
        written.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldAcknowledgeWhatTheBrokerHas() throws Exception {
        try (PubSubServer server = new PubSubServer()) {
            // Given
            Path golden = Path.of("src/test/resources/golden/gcp-audit/user-creates-key.json");
            server.publish(Files.readString(golden), "poison", CloudTrailEvents.withId("event-0"));

            // When
            try (StandaloneWorker worker =
                    StandaloneWorker.start(broker.bootstrapServers(), directory.resolve("offsets"))) {
                worker.run("gcp", settings(server, "acknowledged"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> server.acknowledged().size() == 3);
            }

            // Then: no waiting, since it was acknowledged
            assertThat(written.read("events-acknowledged"))
                    .extracting(record -> WrittenRecords.header(record, "windhover.log-source"))
                    .containsExactlyInAnyOrder("gcp/gcp.audit", "aws/cloudtrail");
            assertThat(written.read("dead-acknowledged")).singleElement().satisfies(record -> assertThat(
                            WrittenRecords.header(record, DeadLetterHeaders.SOURCE))
                    .isEqualTo("pubsub:" + PubSubServer.SUBSCRIPTION + "/2"));
        }
    }

    @Test
    void shouldLoseNothingAndKnowWhatCameAgainWhenKilledAtAnyTime() throws Exception {
        int messages = 2_000;
        int count = messages * 3;
        try (PubSubServer server = new PubSubServer()) {
            // Given: three records a message
            Map<String, String> settings = settings(server, "killed");
            settings.put("tasks.max", "2");
            settings.put("pubsub.max.outstanding.messages", "50");
            settings.put("batch.records", "20");
            server.publish(IntStream.range(0, messages)
                    .mapToObj(i -> IntStream.range(i * 3, i * 3 + 3)
                            .mapToObj(record -> CloudTrailEvents.withId("event-" + record))
                            .collect(Collectors.joining("\n")))
                    .toArray(String[]::new));
            long seed = System.nanoTime();
            SplittableRandom random = new SplittableRandom(seed);

            // When
            List<Integer> acknowledged = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                long until = written.count("events-killed") + 1 + random.nextLong(count / 3);
                try (WorkerProcess worker = startProcess(settings)) {
                    await().atMost(Duration.ofMinutes(2))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> written.count("events-killed") >= until);
                    assertThat(worker.isRunning()).isTrue();
                }
                acknowledged.add(server.acknowledged().size());
            }
            try (WorkerProcess last = startProcess(settings)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> server.acknowledged().size() == messages);
                assertThat(last.isRunning()).isTrue();
            }

            // Then
            assertThat(acknowledged)
                    .as("acknowledged before each kill, seed %d", seed)
                    .allSatisfy(before -> assertThat(before).isLessThan(messages));
            assertThat(new HashSet<>(written.uids("events-killed"))).isEqualTo(ids(count));
        }
    }

    private WorkerProcess startProcess(Map<String, String> settings) throws Exception {
        return WorkerProcess.start(
                broker.bootstrapServers(), directory.resolve("offsets"), directory.resolve("worker.log"), settings);
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "event-" + i).collect(Collectors.toSet());
    }

    private static Map<String, String> settings(PubSubServer server, String topics) {
        broker.createTopic("events-" + topics, 2, Map.of());
        broker.createTopic("dead-" + topics, 1, Map.of());
        return new HashMap<>(Map.of(
                "name",
                "gcp",
                "connector.class",
                PubSubSourceConnector.class.getName(),
                "pubsub.subscription",
                PubSubServer.SUBSCRIPTION,
                "pubsub.endpoint",
                server.endpoint(),
                "pubsub.plaintext",
                "true",
                "topic",
                "events-" + topics,
                "dead.letter.topic",
                "dead-" + topics,
                "schema.registry.url",
                registry.url()));
    }
}
