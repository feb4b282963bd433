package io.windhover.connect.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.windhover.connect.CapturedLogs;
import io.windhover.connect.CloudTrailEvents;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import io.windhover.watched.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task and Google's client against a server on loopback; the test plays the worker. */
@Timeout(120)
class PubSubSourceTaskTest {

    private static final RecordMetadata WRITTEN = new RecordMetadata(new TopicPartition("events", 0), 0, 0, 0, 0, 0);

    @TempDir
    Path directory;

    private final List<PubSubSourceTask> tasks = new ArrayList<>();
    private PubSubServer server = start();

    private static PubSubServer start() {
        try {
            return new PubSubServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        tasks.forEach(PubSubSourceTask::stop);
        server.close();
    }

    @Test
    void shouldAcknowledgeAMessageOnlyWhenTheBrokerHasAllOfItsRecords() throws Exception {
        // Given
        PubSubSourceTask task = start(Map.of());
        server.publish(
                CloudTrailEvents.withId("a") + "\n" + CloudTrailEvents.withId("b"), CloudTrailEvents.withId("c"));

        // When
        List<SourceRecord> records = poll(task, 3);
        assertThat(task.poll()).isNull();

        // Then
        assertThat(uids(records)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(server.acknowledged()).isEmpty();
        write(task, records, "a");
        write(task, records, "c");
        await().until(() -> server.acknowledged().contains("2"));
        assertThat(server.acknowledged()).containsExactly("2");
        write(task, records, "b");
        await().until(() -> server.acknowledged().contains("1"));
    }

    @Test
    void shouldMakeDeadLettersOfWhatCannotBeReadAndAcknowledgeThemToo() throws Exception {
        // Given
        PubSubSourceTask task = start(Map.of());
        server.publish("poison", "", "{\"unknown\":1}", "{\"records\":[]}");

        // When
        List<SourceRecord> records = poll(task, 3);
        records.forEach(record -> task.commitRecord(record, WRITTEN));

        // Then
        assertThat(records).extracting(SourceRecord::topic).containsOnly("dead");
        assertThat(records)
                .extracting(record ->
                        header(record, DeadLetterHeaders.SOURCE) + ": " + header(record, DeadLetterHeaders.REASON))
                .containsExactlyInAnyOrder(
                        "pubsub:projects/p1/subscriptions/audit/1: no line begins like JSON",
                        "pubsub:projects/p1/subscriptions/audit/2: the message is empty",
                        "pubsub:projects/p1/subscriptions/audit/3: no log that is known looks like this record");
        // The one without records leaves none behind.
        await().until(() -> {
            task.poll();
            return server.acknowledged().size() == 4;
        });
    }

    @Test
    void shouldTakeNoMoreThanItsBounds() throws Exception {
        // Given
        PubSubSourceTask task = start(Map.of("pubsub.max.outstanding.messages", "10"));
        server.publish(events(0, 40));

        // When
        List<SourceRecord> first = poll(task, 10);
        assertThat(task.poll()).isNull();

        // Then
        assertThat(server.mostOut()).isEqualTo(10);
        assertThat(first).hasSize(10);
        first.forEach(record -> task.commitRecord(record, WRITTEN));
        for (int i = 0; i < 3; i++) {
            poll(task, 10).forEach(record -> task.commitRecord(record, WRITTEN));
        }
        await().until(() -> server.acknowledged().size() == 40);
        assertThat(server.mostOut()).isEqualTo(10);
    }

    @Test
    void shouldTakeNoMoreBytesThanItsBoundsButAnyMessageAlone() throws Exception {
        PubSubSourceTask task = start(Map.of("pubsub.max.outstanding.bytes", "1024"));
        server.publish(CloudTrailEvents.withId("large") + " ".repeat(5_000), CloudTrailEvents.withId("next"));

        List<SourceRecord> first = poll(task, 1);
        assertThat(task.poll()).isNull();
        assertThat(server.out()).isEqualTo(1);
        first.forEach(record -> task.commitRecord(record, WRITTEN));

        assertThat(uids(poll(task, 1))).containsExactly("next");
    }

    @Test
    void shouldGiveBackWhatIsNotWrittenWhenItStops() throws Exception {
        // Given
        PubSubSourceTask task = start(Map.of("batch.records", "2"));
        server.publish(events(0, 5));
        List<SourceRecord> taken = poll(task, 2);
        task.commitRecord(taken.get(0), WRITTEN);
        await().until(() -> server.acknowledged().size() == 1);

        // When
        task.stop();

        // Then: at once, not when the deadlines have passed
        await().until(() -> server.givenBack().size() == 4);
        List<SourceRecord> again = poll(start(Map.of()), 4);
        assertThat(uids(again))
                .contains(uids(taken).get(1))
                .doesNotContain(uids(taken).get(0));
    }

    @Test
    void shouldKnowWhatIsDeliveredAgain() throws Exception {
        // Given: an event without an id of its own
        PubSubSourceTask task = start(Map.of());
        server.publish(CloudTrailEvents.withoutId());
        List<SourceRecord> before = poll(task, 1);

        // When
        server.expireAll();
        List<SourceRecord> after = poll(task, 1);

        // Then
        assertThat(uids(after)).isEqualTo(uids(before));
        assertThat(server.deliveries("1")).isEqualTo(2);
    }

    @Test
    void shouldExtendTheDeadlineOfWhatItHolds() throws Exception {
        PubSubSourceTask task = start(Map.of());
        server.publish(CloudTrailEvents.withId("slow"));
        poll(task, 1);

        // The client extends once on arrival, and then before each deadline.
        await().atMost(Duration.ofSeconds(60)).until(() -> server.extensions() > 0);
        assertThat(server.deliveries("1")).isEqualTo(1);
    }

    @Test
    void shouldAskAgainAfterFailuresThatPass() throws Exception {
        server.refuse(Status.UNAVAILABLE.withDescription("try again"));
        PubSubSourceTask task = start(Map.of());
        server.publish(CloudTrailEvents.withId("a"));
        assertThat(uids(poll(task, 1))).containsExactly("a");

        server.breakStreams(Status.INTERNAL.withDescription("gone"));
        server.publish(CloudTrailEvents.withId("b"));

        assertThat(uids(poll(task, 1))).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({
        "PERMISSION_DENIED, the credentials need roles/pubsub.subscriber on the subscription",
        "NOT_FOUND, there is no such subscription"
    })
    void shouldFailClearlyWhereAskingAgainHelpsNothing(Status.Code code, String advice) {
        server.refuse(code.toStatus().withDescription("no"));
        PubSubSourceTask task = start(Map.of());

        assertThatThrownBy(() -> poll(task, 1))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Pub/Sub refuses projects/p1/subscriptions/audit: " + code + ", " + advice);
    }

    @Test
    void shouldShowItsCredentialsOverTls() throws Exception {
        // Given
        server.close();
        Path keys = new TestCertificates(directory).keyStore("pubsub");
        server = PubSubServer.withTls(new TestCertificates(directory).keyPem(keys));
        server.publish(CloudTrailEvents.withId("a"));
        Path trusted = new TestCertificates(directory).certificatePem(keys);
        Map<String, String> settings =
                settings(Map.of("pubsub.credentials.file", serviceAccount().toString()));
        settings.remove("pubsub.plaintext");

        // When
        PubSubSourceTask task = start(settings, config -> trusting(config, trusted));

        // Then: a token that the service account signed itself
        assertThat(uids(poll(task, 1))).containsExactly("a");
        assertThat(server.authorisations()).isNotEmpty().allMatch(shown -> shown.matches("Bearer \\S+\\.\\S+\\.\\S+"));
    }

    @Test
    void shouldSpeakTlsUnlessToldOtherwise() throws Exception {
        Map<String, String> settings =
                settings(Map.of("pubsub.credentials.file", serviceAccount().toString()));
        settings.remove("pubsub.plaintext");
        server.publish(CloudTrailEvents.withId("a"));

        try (CapturedLogs logs = new CapturedLogs()) {
            PubSubSourceTask task = start(settings, Subscription::channel);

            // The client asks again for ever: that is told.
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(task.poll()).isNull();
                return logs.lines().contains("Pub/Sub cannot be asked; it is tried again");
            });
        }

        assertThat(server.authorisations()).isEmpty();
    }

    @Test
    void shouldSayThatTheCredentialsCannotBeReadWithoutShowingThem() throws Exception {
        Path file = Files.writeString(
                directory.resolve("broken.json"), "{\"type\":\"service_account\",\"private_key\":\"s3cret\"}");
        Map<String, String> settings = settings(Map.of("pubsub.credentials.file", file.toString()));
        settings.remove("pubsub.plaintext");

        assertThatThrownBy(() -> start(settings, Subscription::channel))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("pubsub.credentials.file")
                .hasMessageContaining("holds no credentials that can be read")
                .hasStackTraceContaining("PubSubCredentials")
                .hasMessageNotContaining("s3cret");
    }

    private PubSubSourceTask start(Map<String, String> more) {
        return start(settings(more), Subscription::channel);
    }

    private PubSubSourceTask start(
            Map<String, String> settings, Function<PubSubSourceConfig, ManagedChannelBuilder<?>> channels) {
        PubSubSourceTask task =
                new PubSubSourceTask(channels, Clock.fixed(Instant.parse("2026-10-01T09:00:00Z"), ZoneOffset.UTC));
        task.start(settings);
        tasks.add(task);
        return task;
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "pubsub.subscription", PubSubServer.SUBSCRIPTION,
                "pubsub.endpoint", server.endpoint(),
                "pubsub.plaintext", "true",
                "topic", "events",
                "dead.letter.topic", "dead",
                "schema.registry.url", "mock://pubsub-task"));
        settings.putAll(more);
        return settings;
    }

    private static ManagedChannelBuilder<?> trusting(PubSubSourceConfig config, Path certificate) {
        try {
            return NettyChannelBuilder.forTarget(config.endpoint())
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(certificate.toFile())
                            .build());
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }

    /** A key file as Google Cloud's tools write it, with a key made here. */
    private Path serviceAccount() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----\\n";
        return Files.writeString(directory.resolve("account.json"), """
                {"type":"service_account","project_id":"p1","private_key_id":"k1","private_key":"%s",
                "client_email":"windhover@p1.iam.gserviceaccount.com","client_id":"1",
                "token_uri":"https://oauth2.invalid/token"}""".formatted(key));
    }

    private static String[] events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> CloudTrailEvents.withId("event-" + i))
                .toArray(String[]::new);
    }

    private static void write(PubSubSourceTask task, List<SourceRecord> records, String uid) {
        records.stream()
                .filter(record -> uids(List.of(record)).contains(uid))
                .forEach(record -> task.commitRecord(record, WRITTEN));
    }

    private static List<SourceRecord> poll(PubSubSourceTask task, int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (records.size() < count && System.nanoTime() < end) {
            List<SourceRecord> polled = task.poll();
            records.addAll(polled == null ? List.of() : polled);
        }
        return records;
    }

    private static String header(SourceRecord record, String name) {
        return (String) record.headers().lastWithName(name).value();
    }

    private static List<String> uids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> new AvroSerde<>(
                                CloudEvent.class,
                                SchemaRegistries.connect(Map.of("schema.registry.url", "mock://pubsub-task")))
                        .deserializer()
                        .deserialize(record.topic(), (byte[]) record.value())
                        .getUid())
                .toList();
    }
}
