package io.windhover.connect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.StandaloneWorker;
import io.windhover.connect.WorkerProcess;
import io.windhover.connect.WrittenRecords;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.schemas.DeadLetterHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in Kafka Connect's own worker against a real broker. */
class WebhookSourceConnectorIT {

    private static EmbeddedBroker broker;
    private static EmbeddedSchemaRegistry registry;
    private static WrittenRecords written;

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

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
    void shouldAnswerWhenTheBrokerHasTheEventsAndTheDeadLetters() throws Exception {
        // Given
        Map<String, String> settings = settings("plain", Map.of("bearer.tokens", "t"));
        try (StandaloneWorker worker =
                StandaloneWorker.start(broker.bootstrapServers(), directory.resolve("offsets"))) {
            worker.run("webhooks", settings);
            awaitListening(settings);

            // When
            HttpResponse<String> refused = post(settings, "/events", "not json");
            HttpResponse<String> good =
                    post(settings, "/events", CloudTrailEvents.withId("1"), "Authorization", "Bearer t");
            HttpResponse<String> bad = post(settings, "/events", "not json", "Authorization", "Bearer t");

            // Then: no waiting, since the answer says that it is there
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(written.uids("events-plain")).containsExactly("1");
            assertThat(written.read("dead-plain")).singleElement().satisfies(record -> {
                assertThat(new String(record.value(), UTF_8)).isEqualTo("not json");
                assertThat(WrittenRecords.header(record, DeadLetterHeaders.SOURCE))
                        .isEqualTo("webhook:/events");
            });
        }
        assertThatThrownBy(() -> post(settings, "/events", "{}")).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseMoreThanOneTask() throws Exception {
        Map<String, String> settings = settings("tasks", Map.of("tasks.max", "2"));

        try (StandaloneWorker worker =
                StandaloneWorker.start(broker.bootstrapServers(), directory.resolve("offsets"))) {
            assertThatThrownBy(() -> worker.run("webhooks", settings))
                    .rootCause()
                    .hasMessageContaining("one port is listened on by one task");
        }
    }

    @Test
    void shouldLoseNothingThatWasAnsweredAndKnowWhatCameAgainWhenKilled() throws Exception {
        // Given: a sender that sends each delivery until it is answered with 200
        int count = 600;
        Map<String, String> settings = settings("killed", Map.of());
        AtomicInteger answered = new AtomicInteger();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < count; i++) {
                String delivery = "delivery-" + i;
                await().atMost(Duration.ofMinutes(2))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .ignoreExceptions()
                        .until(() ->
                                post(settings, "/github", CloudTrailEvents.withoutId(), "X-GitHub-Delivery", delivery)
                                                .statusCode()
                                        == 200);
                answered.incrementAndGet();
            }
        });

        // When
        int before = 0;
        for (int kill = 0; kill < 3; kill++) {
            int reached = before + 1 + random.nextInt(100);
            try (WorkerProcess worker = startProcess(settings)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> answered.get() >= reached);
                assertThat(worker.isRunning()).isTrue();
            }
            before = answered.get();
        }
        try (WorkerProcess last = startProcess(settings)) {
            await().atMost(Duration.ofMinutes(2)).until(sender::isDone);
            assertThat(last.isRunning()).isTrue();
            sender.join();
        }

        // Then
        assertThat(before).isLessThan(count);
        assertThat(new HashSet<>(written.uids("events-killed")))
                .as("seed " + seed)
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> "github:delivery-" + i)
                        .collect(Collectors.toSet()));
    }

    private WorkerProcess startProcess(Map<String, String> settings) throws IOException {
        return WorkerProcess.start(
                broker.bootstrapServers(), directory.resolve("offsets"), directory.resolve("worker.log"), settings);
    }

    private void awaitListening(Map<String, String> settings) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> post(settings, "/nowhere", "").statusCode() == 404);
    }

    private HttpResponse<String> post(Map<String, String> settings, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + settings.get(WebhookSourceConfig.LISTEN_PORT) + path))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, String> settings(String topics, Map<String, String> more) throws IOException {
        broker.createTopic("events-" + topics, 2, Map.of());
        broker.createTopic("dead-" + topics, 1, Map.of());
        Map<String, String> settings = new HashMap<>(Map.of(
                "name",
                "webhooks",
                "connector.class",
                WebhookSourceConnector.class.getName(),
                "tasks.max",
                "1",
                "listen.port",
                Integer.toString(freePort()),
                "topic",
                "events-" + topics,
                "dead.letter.topic",
                "dead-" + topics,
                "schema.registry.url",
                registry.url()));
        settings.putAll(more);
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
