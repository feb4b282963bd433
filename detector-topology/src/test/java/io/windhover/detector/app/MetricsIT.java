package io.windhover.detector.app;

import static io.windhover.detector.Samples.event;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.detector.Topics;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.serving.Endpoint;
import io.windhover.detector.serving.ServingConfig;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.local.EmbeddedBroker;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.SourceActivity;
import io.windhover.schemas.SourceSighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a detector tells of itself, after one of each thing that there is to tell has happened to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final Topics TOPICS = Topics.under("windhover");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULE = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TempDir
    static Path state;

    private final SchemaRegistry registry =
            SchemaRegistries.connect(Map.of("schema.registry.url", "mock://metrics-it"));
    private final AvroSerde<CloudEvent> events = new AvroSerde<>(CloudEvent.class, registry);
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedBroker broker;
    private KafkaProducer<byte[], byte[]> producer;
    private Detector detector;
    private Endpoint endpoint;
    private HttpResponse<String> readyBefore;
    private HttpResponse<String> liveBefore;
    private Scrape scrape;

    @BeforeAll
    void runOnce() throws InterruptedException {
        broker = EmbeddedBroker.start();
        producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(kafka()), new ByteArraySerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka()))) {
            new TopicSetup(config().topics()).ensure(admin);
        }
        publish(sigma(RULE, "CreateAccessKey"));
        detector = new Detector(config(), registry);
        endpoint = detector.serve(config().serving());
        liveBefore = get("/health/live");
        readyBefore = get("/health/ready");
        detector.start();

        ProducerRecord<byte[], byte[]> traced = record(event("event-1", Instant.now(), "CreateAccessKey"));
        traced.headers().add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8));
        traced.headers().add("tracestate", "windhover=1".getBytes(StandardCharsets.UTF_8));
        send(traced);
        send(record(event("event-2", Instant.now(), "ListUsers")));
        send(new ProducerRecord<>(TOPICS.events(), 0, null, "rubbish".getBytes(StandardCharsets.UTF_8)));
        Instant heard = Instant.now().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MILLIS);
        send(new ProducerRecord<>(
                TOPICS.activity(),
                "99".getBytes(StandardCharsets.UTF_8),
                new AvroSerde<>(SourceActivity.class, registry)
                        .serializer()
                        .serialize(
                                TOPICS.activity(),
                                new SourceActivity(
                                        99,
                                        heard.plus(Duration.ofMinutes(16)),
                                        List.of(new SourceSighting("okta", heard))))));
        // What there is of collections shows after the first, what there is of stores within a minute.
        System.gc();
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> {
            scrape = Scrape.of(get("/metrics").body());
            return scrape.value("windhover_alerts_total", Map.of("rule", RULE)) == 1
                    && scrape.value("windhover_source_overdue", Map.of("source", "okta")) == 1
                    && scrape.value("windhover_dead_letters_total", Map.of("reason", "unreadable")) == 1
                    && scrape.names().contains("jvm_gc_pause_seconds_sum")
                    && scrape.names().contains("kafka_stream_state_total_sst_files_size")
                    && scrape.value("windhover_heartbeat_latency_seconds_count", Map.of("stage", "triage")) > 4;
        });
        // Once more: what was registered while that scrape went through the metrics may be in it by half.
        scrape = Scrape.of(get("/metrics").body());
    }

    @AfterAll
    void stop() {
        // A broker that is not closed leaves its directory behind, whatever went wrong before.
        try {
            if (endpoint != null) {
                endpoint.close();
            }
            if (detector != null) {
                detector.close();
            }
        } finally {
            producer.close();
            broker.close();
        }
    }

    @Test
    void shouldBeReadyOnceItsRulesAreRestoredAndItsTasksRun() {
        assertThat(liveBefore.statusCode()).isEqualTo(200);
        assertThat(readyBefore.statusCode()).isEqualTo(503);
        assertThat(readyBefore.body()).contains("\"status\":\"down\"", "not started", "no rule set is active");

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"up\"}\n");
        assertThat(scrape.value("windhover_ready", Map.of())).isOne();
    }

    @Test
    void shouldCountWhatHappened() {
        assertThat(scrape.value("windhover_events_total", Map.of("source", "aws/cloudtrail")))
                .isEqualTo(2);
        assertThat(scrape.value("windhover_events_total", Map.of()))
                .as("heartbeats are no events")
                .isEqualTo(2);
        assertThat(scrape.value("windhover_matches_total", Map.of("rule", RULE, "level", "high")))
                .isOne();
        assertThat(scrape.value("windhover_findings_total", Map.of())).isOne();
        assertThat(scrape.value("windhover_alerts_total", Map.of("rule", RULE, "level", "high")))
                .isOne();
        assertThat(scrape.value("windhover_alert_latency_seconds_count", Map.of()))
                .isOne();
        assertThat(scrape.value("windhover_match_time_seconds_count", Map.of())).isEqualTo(2);
        assertThat(scrape.value("windhover_ruleset_version", Map.of())).isOne();
        assertThat(scrape.value("windhover_ruleset_rules", Map.of())).isOne();
        assertThat(scrape.value("windhover_source_silent_seconds", Map.of("source", "okta")))
                .isEqualTo(16 * 60);
    }

    @Test
    void shouldKeepUp() {
        await().atMost(PATIENCE).until(() -> {
            Scrape now = Scrape.of(get("/metrics").body());
            return now.value("windhover_lag_seconds", Map.of()) < 5
                    && now.value("windhover_lag_records", Map.of("topic", TOPICS.events())) < 10;
        });
    }

    @Test
    void shouldExportWhatDashboardsAndAlertRulesAskFor() {
        Set<String> exported = scrape.names();

        assertThat(Monitoring.queries()).hasSizeGreaterThan(50).allSatisfy((where, query) -> assertThat(
                        PromQl.metrics(query))
                .as("%s: %s", where, query)
                .isNotEmpty()
                .isSubsetOf(exported));
    }

    @Test
    void shouldDescribeEachMetricOnItsPage() throws IOException {
        MetricsPage.compareOrWrite(scrape);
    }

    @Test
    void shouldHaveEachSeriesOfKafkaOnce() {
        System.out.printf(
                "series of a detector with 2 partitions of the events: %d%n",
                scrape.samples().size());

        assertThat(scrape.samples())
                .noneMatch(sample -> sample.name().startsWith("kafka_consumer")
                        && sample.labels().getOrDefault("topic", "").startsWith("windhover_"));
    }

    @Test
    void shouldCarryTheTraceOfAnEventToItsAlert() {
        List<ConsumerRecord<byte[], byte[]>> alerts = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(TOPICS.alerts(), 0), new TopicPartition(TOPICS.alerts(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(alerts::add);
                // The other alert is that of the silent source.
                return alerts.size() >= 2;
            });
        }

        assertThat(alerts)
                .filteredOn(alert -> alert.headers().lastHeader("traceparent") != null)
                .singleElement()
                .satisfies(alert -> {
                    assertThat(header(alert, "traceparent")).isEqualTo(TRACE);
                    assertThat(header(alert, "tracestate")).isEqualTo("windhover=1");
                });
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private DetectorConfig config() {
        return new DetectorConfig(
                "windhover-metrics-it",
                null,
                kafka(),
                Map.of("schema.registry.url", "mock://metrics-it"),
                new DetectorConfig.TopicsConfig("windhover", true, 2, (short) 1),
                new DetectorConfig.StateConfig(state, 16L << 20, 0),
                1_000,
                NetworkSources.NONE,
                SilencePolicy.DEFAULT,
                1,
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                ThrottlePolicy.DEFAULT,
                Lateness.DEFAULT,
                new ServingConfig("127.0.0.1", 0, null, null, null, false),
                List.of());
    }

    private Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private long publish(String rule) throws InterruptedException {
        return new RulePublisher(kafka(), TOPICS.rules(), registry, InstantSource.system())
                .publish(List.of(new RuleText(RULE, "keys.yml", rule)), null, null)
                .version();
    }

    private ProducerRecord<byte[], byte[]> record(CloudEvent event) {
        CloudEvent now =
                CloudEvent.newBuilder(event).setIngestTime(Instant.now()).build();
        return new ProducerRecord<>(
                TOPICS.events(),
                event.getUid().getBytes(StandardCharsets.UTF_8),
                events.serializer().serialize(TOPICS.events(), now));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(endpoint.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
