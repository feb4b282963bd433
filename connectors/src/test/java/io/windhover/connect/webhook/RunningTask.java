package io.windhover.connect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;

/** A task that listens on a free loopback port, and the worker's part of it played by the test. */
final class RunningTask implements AutoCloseable {

    static final String REGISTRY = "mock://webhook-task";

    private static final RecordMetadata ACKNOWLEDGED =
            new RecordMetadata(new TopicPartition("events", 0), 0, 0, 0, 0, 0);

    final HttpClient client;
    private final String scheme;
    private final WebhookSourceTask task =
            new WebhookSourceTask(Clock.fixed(Instant.parse("2026-10-01T09:00:00Z"), ZoneOffset.UTC));

    RunningTask(Map<String, String> settings) {
        this(settings, "http", HttpClient.newHttpClient());
    }

    RunningTask(Map<String, String> settings, String scheme, HttpClient client) {
        this.scheme = scheme;
        this.client = client;
        task.start(settings(settings));
    }

    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "listen.port", "0", "topic", "events", "dead.letter.topic", "dead", "schema.registry.url", REGISTRY));
        settings.putAll(more);
        return settings;
    }

    int port() {
        return task.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    CompletableFuture<HttpResponse<String>> post(String path, String body, String... headers) {
        return post(path, BodyPublishers.ofString(body), headers);
    }

    CompletableFuture<HttpResponse<String>> post(String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString(UTF_8));
    }

    /** Posts what is answered without the broker. */
    int status(String path, String body, String... headers) {
        return post(path, body, headers).join().statusCode();
    }

    /** Takes so many records as the worker does; they are not yet written. */
    List<SourceRecord> take(int count) throws InterruptedException {
        return take(count, Duration.ofSeconds(20));
    }

    private List<SourceRecord> take(int count, Duration most) throws InterruptedException {
        List<SourceRecord> taken = new ArrayList<>();
        long end = System.nanoTime() + most.toNanos();
        while (taken.size() < count && System.nanoTime() < end) {
            List<SourceRecord> polled = task.poll();
            taken.addAll(polled == null ? List.of() : polled);
        }
        return taken;
    }

    /** Takes records and says that the broker has them. */
    List<SourceRecord> write(int count) throws InterruptedException {
        List<SourceRecord> taken = take(count);
        taken.forEach(this::acknowledge);
        return taken;
    }

    void write(int count, Duration most) throws InterruptedException {
        take(count, most).forEach(this::acknowledge);
    }

    void acknowledge(SourceRecord record) {
        task.commitRecord(record, ACKNOWLEDGED);
    }

    void giveUp(SourceRecord record) {
        task.commitRecord(record, null);
    }

    /** Whether nothing is there for the worker. */
    boolean isIdle() throws InterruptedException {
        return task.poll() == null;
    }

    static CloudEvent event(SourceRecord record) {
        return new AvroSerde<>(CloudEvent.class, SchemaRegistries.connect(Map.of("schema.registry.url", REGISTRY)))
                .deserializer()
                .deserialize(record.topic(), (byte[]) record.value());
    }

    @Override
    public void close() {
        task.stop();
    }
}
