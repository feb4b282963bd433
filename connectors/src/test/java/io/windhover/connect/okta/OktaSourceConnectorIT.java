package io.windhover.connect.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.StandaloneWorker;
import io.windhover.connect.WorkerProcess;
import io.windhover.connect.WrittenRecords;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in Kafka Connect's own worker against a real broker. */
class OktaSourceConnectorIT {

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
    void shouldRepeatNothingAfterAnOrderlyRestart() throws Exception {
        try (OktaServer okta = new OktaServer(25)) {
            // Given
            Map<String, String> settings = settings(okta, "restarted");
            try (StandaloneWorker worker = startWorker()) {
                worker.run("okta", settings);
                await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-restarted") == 25);
            }
            okta.grow(40);

            // When
            try (StandaloneWorker worker = startWorker()) {
                worker.run("okta", settings);
                await().atMost(Duration.ofSeconds(60)).until(() -> written.count("events-restarted") >= 40);
            }

            // Then
            List<String> uids = written.uids("events-restarted");
            assertThat(uids).hasSize(40).doesNotHaveDuplicates();
            assertThat(okta.requests())
                    .filteredOn(request -> request.query().contains("since"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldLoseNothingAndKnowWhatCameAgainWhenKilled() throws Exception {
        int count = 10_000;
        try (OktaServer okta = new OktaServer(count)) {
            // Given
            Map<String, String> settings = settings(okta, "killed");
            settings.put("okta.limit", "50");
            long seed = System.nanoTime();
            Random random = new Random(seed);

            // When
            long before = 0;
            for (int kill = 0; kill < 3; kill++) {
                long reached = before + 1 + random.nextInt(1_000);
                try (WorkerProcess worker = startProcess(settings)) {
                    await().atMost(Duration.ofMinutes(2))
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> written.count("events-killed") >= reached);
                    assertThat(worker.isRunning()).isTrue();
                }
                before = written.count("events-killed");
            }
            try (WorkerProcess last = startProcess(settings)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> written.holds("events-killed", count));
                assertThat(last.isRunning()).isTrue();
            }

            // Then
            assertThat(before).isLessThan(count);
            assertThat(new HashSet<>(written.uids("events-killed")))
                    .as("seed " + seed)
                    .isEqualTo(ids(count));
        }
    }

    private StandaloneWorker startWorker() {
        return StandaloneWorker.start(broker.bootstrapServers(), directory.resolve("offsets"));
    }

    private WorkerProcess startProcess(Map<String, String> settings) throws Exception {
        return WorkerProcess.start(
                broker.bootstrapServers(), directory.resolve("offsets"), directory.resolve("worker.log"), settings);
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "okta-" + i).collect(Collectors.toSet());
    }

    private static Map<String, String> settings(OktaServer okta, String topics) {
        broker.createTopic("events-" + topics, 2, Map.of());
        broker.createTopic("dead-" + topics, 1, Map.of());
        Map<String, String> settings = new HashMap<>(OktaSourceConfigTest.settings(okta.url(), Map.of()));
        settings.putAll(Map.of(
                "name",
                "okta",
                "connector.class",
                OktaSourceConnector.class.getName(),
                "tasks.max",
                "1",
                "topic",
                "events-" + topics,
                "dead.letter.topic",
                "dead-" + topics,
                "schema.registry.url",
                registry.url()));
        return settings;
    }
}
