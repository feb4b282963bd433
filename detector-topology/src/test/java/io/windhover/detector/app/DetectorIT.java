package io.windhover.detector.app;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.detector.Topics;
import io.windhover.detector.lists.ListsTopic;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.serving.ServingConfig;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.local.EmbeddedBroker;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.lists.ListKey;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.SourceActivity;
import io.windhover.schemas.SourceSighting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole detector against a real broker. */
class DetectorIT {
    private static final Topics TOPICS = Topics.under("windhover");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";
    private static final int PARTITIONS = 2;
    /** Longer than any test: what is counted is events alone. */
    private static final Duration NO_HEARTBEATS = Duration.ofDays(1);

    @TempDir
    Path state;

    private final SchemaRegistry registry =
            SchemaRegistries.connect(Map.of("schema.registry.url", "mock://detector-it"));
    private final AvroSerde<CloudEvent> events = new AvroSerde<>(CloudEvent.class, registry);
    private final AvroSerde<Alert> alerts = new AvroSerde<>(Alert.class, registry);
    private EmbeddedBroker broker;
    private KafkaProducer<byte[], byte[]> producer;
    private Detector detector;

    @BeforeEach
    void start() throws InterruptedException {
        broker = EmbeddedBroker.start();
        producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(kafka()), new ByteArraySerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka()))) {
            new TopicSetup(config().topics()).ensure(admin);
        }
    }

    @AfterEach
    void stop() {
        // A broker that is not closed leaves its directory behind, whatever went wrong before.
        try {
            if (detector != null) {
                detector.close();
            }
        } finally {
            producer.close();
            broker.close();
        }
    }

    @Test
    void shouldAlertFollowItsRulesAndOutliveARestart() throws InterruptedException {
        long first = publish(sigma(KEYS, "CreateAccessKey"));
        detector = running();
        assertThat(detector.rules().current().version()).isEqualTo(first);

        send(event("event-1", NOON, "CreateAccessKey"));
        assertThat(alerts(1)).singleElement().satisfies(alert -> {
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(alert.getRuleSetVersion()).isEqualTo(first);
        });

        // A changed rule judges the next event, without a restart.
        long second = publish(sigma(KEYS, "DeleteTrail"));
        await().atMost(PATIENCE).until(() -> detector.rules().current().version() == second);
        send(event("event-2", NOON, "DeleteTrail"));
        assertThat(alerts(2)).last().satisfies(alert -> assertThat(alert.getRuleSetVersion())
                .isEqualTo(second));

        // A publication that cannot be used changes nothing, also after a restart.
        List<Long> refused = new ArrayList<>();
        detector.rules().onChange(change -> refused.add(change.version()));
        publishManifestOfNothing();
        await().atMost(PATIENCE).until(() -> !refused.isEmpty());
        assertThat(detector.rules().current().version()).isEqualTo(second);
        detector.close();
        detector = running();
        assertThat(detector.rules().current().version()).isEqualTo(second);

        // The open episode outlived the restart: the same cause is a higher count, not another alert.
        send(event("event-3", NOON.plusSeconds(60), "DeleteTrail"));
        assertThat(alerts(3)).last().satisfies(alert -> {
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.UPDATE);
            assertThat(alert.getCount()).isEqualTo(2);
        });
        assertThat(alerts(3))
                .extracting(Alert::getUid)
                .containsOnlyOnce(alerts(3).get(0).getUid());
    }

    @Test
    void shouldFollowItsListsWithoutNewRulesAndRestoreThem() throws Exception {
        long version = publish(
                sigma(KEYS, "CreateAccessKey").replace("selection: {", "selection: {sourceIPAddress|lookup: bad, "));
        detector = running();
        ListsTopic lists = new ListsTopic(kafka(), TOPICS.lists(), registry);
        ListEntry entry = ListEntry.newBuilder()
                .setList("bad")
                .setValue("203.0.113.0/24")
                .setSource("feed")
                .build();
        send(event("event-1", NOON, "CreateAccessKey"));
        awaitJudged(1);

        // A value that is put in is looked up in from then on.
        long put = System.nanoTime();
        lists.put(List.of(entry));
        awaitEntries(1);
        long live = System.nanoTime();
        send(event("event-2", NOON.plusSeconds(1), "CreateAccessKey"));
        assertThat(alerts(1)).singleElement().satisfies(alert -> {
            assertThat(alert.getEvent().getUid()).isEqualTo("event-2");
            assertThat(alert.getRuleSetVersion()).isEqualTo(version);
        });

        // One that is taken out is not.
        long removed = System.nanoTime();
        lists.remove(List.of(ListKey.of(entry)));
        awaitEntries(0);
        long gone = System.nanoTime();
        send(event("event-3", NOON.plusSeconds(2), "CreateAccessKey"));
        awaitJudged(3);

        // What stands on the topic is there again before the first event, whatever else stands there.
        long again = System.nanoTime();
        lists.put(List.of(entry));
        awaitEntries(1);
        long back = System.nanoTime();
        send(new ProducerRecord<>(
                TOPICS.lists(), "bad\tx".getBytes(StandardCharsets.UTF_8), "x".getBytes(StandardCharsets.UTF_8)));
        assertThat(lists.read()).extracting(ListEntry::getValue).containsExactly("203.0.113.0/24");
        detector.close();
        detector = running();
        assertThat(detector.lists().size()).isEqualTo(1);
        send(event("event-4", NOON.plusSeconds(3), "CreateAccessKey"));
        assertThat(alerts(2)).last().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(2);
            assertThat(alert.getRuleSetVersion()).isEqualTo(version);
        });
        System.out.printf(
                "from producing to effect: the first entry %d ms, its tombstone %d ms, the entry again %d ms%n",
                (live - put) / 1_000_000, (gone - removed) / 1_000_000, (back - again) / 1_000_000);
    }

    @Test
    void shouldTellOfASilentSourceOnceAlsoAfterARestart() throws InterruptedException {
        // Given: a source that was heard, and a partition of the events that is read 16 minutes further
        publish(sigma(KEYS, "CreateAccessKey"));
        detector = running();
        Instant heard = Instant.now().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MILLIS);
        tell(new SourceActivity(99, heard.plus(Duration.ofMinutes(16)), List.of(new SourceSighting("okta", heard))));
        Alert opened = alerts(1).get(0);
        assertThat(opened.getActivity()).isEqualTo(AlertActivity.CREATE);
        assertThat(opened.getMessage()).isEqualTo("source silent for 15m: okta was last heard at " + heard);

        // When: it restarts, and the source is silent still, and then is not
        detector.close();
        detector = running();
        tell(new SourceActivity(99, heard.plus(Duration.ofMinutes(18)), List.of()));
        await().atMost(PATIENCE)
                .until(() -> detector.metrics().contains("windhover_source_silent_seconds{source=\"okta\"} 1080.0"));
        tell(new SourceActivity(
                99,
                heard.plus(Duration.ofMinutes(19)),
                List.of(new SourceSighting("okta", heard.plus(Duration.ofMinutes(19))))));

        // Then
        assertThat(alerts(2)).extracting(Alert::getActivity).containsExactly(AlertActivity.CREATE, AlertActivity.CLOSE);
        assertThat(alerts(2)).extracting(Alert::getUid).containsOnly(opened.getUid());
    }

    private void tell(SourceActivity activity) {
        send(new ProducerRecord<>(
                TOPICS.activity(),
                Integer.toString(activity.getPartition()).getBytes(StandardCharsets.UTF_8),
                new AvroSerde<>(SourceActivity.class, registry).serializer().serialize(TOPICS.activity(), activity)));
    }

    @Test
    void shouldSetAsideWhatItCannotReadAndGoOn() throws InterruptedException {
        publish(sigma(KEYS, "CreateAccessKey"));
        detector = running();

        send(new ProducerRecord<>(TOPICS.events(), 0, null, "rubbish".getBytes(StandardCharsets.UTF_8)));
        send(new ProducerRecord<>(TOPICS.events(), 0, null, null));
        send(event("event-1", NOON, "CreateAccessKey", "{\"eventName\":"));
        send(event("event-2", NOON, "CreateAccessKey"));

        assertThat(alerts(1)).hasSize(1);
        List<ConsumerRecord<byte[], byte[]>> letters = read(TOPICS.deadLetter(), 3);
        assertThat(letters).hasSize(3).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetterHeaders.SOURCE)).isEqualTo(TOPICS.events());
            assertThat(header(letter, DeadLetterHeaders.POSITION)).matches("[01]:\\d");
            assertThat(header(letter, DeadLetterHeaders.REASON)).isNotBlank();
        });
        assertThat(letters)
                .extracting(letter -> letter.value() == null ? "" : new String(letter.value(), StandardCharsets.UTF_8))
                .contains("rubbish");
    }

    /** In a compressed batch, an event larger than its topic's limit gets through. */
    @Test
    void shouldSetAsideAnEventThatIsTooLargeAndGoOn() throws InterruptedException {
        publish(sigma(KEYS, "CreateAccessKey"));
        detector = running();

        String padding = "x".repeat(5 << 20);
        String raw = "{\"eventName\":\"CreateAccessKey\",\"padding\":\"" + padding + "\"}";
        Map<String, Object> compressing = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "compression.type",
                "lz4",
                "max.request.size",
                16 << 20);
        try (KafkaProducer<byte[], byte[]> large =
                new KafkaProducer<>(compressing, new ByteArraySerializer(), new ByteArraySerializer())) {
            CloudEvent event = event("event-1", NOON, "CreateAccessKey", raw);
            large.send(new ProducerRecord<>(TOPICS.events(), events.serializer().serialize(TOPICS.events(), event)))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        // Also one whose raw text is small enough, but not what is made of it.
        send(event(
                "event-2", NOON, "CreateAccessKey".concat("y".repeat(900_000)), "{\"eventName\":\"CreateAccessKey\"}"));
        send(event("event-3", NOON, "CreateAccessKey"));

        assertThat(alerts(1)).isNotEmpty();
        assertThat(read(TOPICS.deadLetter(), 1)).first().satisfies(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).contains("larger than");
            assertThat(letter.value()).hasSize(2 << 20);
        });
    }

    @Test
    void shouldRefuseTopicsThatWouldLoseRulesOrAlerts() {
        detector = null;
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka()))) {
            broker.createTopic("other.rules", 1, Map.of("cleanup.policy", "delete"));
            broker.createTopic("other.alerts", 1, Map.of("message.timestamp.type", "CreateTime"));

            assertThatThrownBy(() ->
                            new TopicSetup(new DetectorConfig.TopicsConfig("other", true, 1, (short) 1)).ensure(admin))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("other.rules has cleanup.policy=delete and needs compact")
                    .hasMessageContaining("other.alerts has message.timestamp.type=CreateTime and needs LogAppendTime");
        }
    }

    private DetectorConfig config() {
        return new DetectorConfig(
                "windhover-it",
                "one",
                kafka(),
                Map.of("schema.registry.url", "mock://detector-it"),
                new DetectorConfig.TopicsConfig("windhover", true, PARTITIONS, (short) 1),
                new DetectorConfig.StateConfig(state, 16L << 20, 0),
                1_000,
                NetworkSources.NONE,
                SilencePolicy.DEFAULT,
                1,
                Duration.ofMillis(200),
                NO_HEARTBEATS,
                ThrottlePolicy.DEFAULT,
                Lateness.DEFAULT,
                ServingConfig.DEFAULT,
                List.of());
    }

    private Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private Detector running() {
        Detector started = new Detector(config(), registry);
        started.start();
        return started;
    }

    private long publish(String rule) throws InterruptedException {
        return new RulePublisher(kafka(), TOPICS.rules(), registry, InstantSource.fixed(NOON))
                .publish(List.of(new RuleText(KEYS, "keys.yml", rule)), null, null)
                .version();
    }

    private void awaitEntries(int count) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> detector.lists().size() == count);
    }

    /** So many events have gone through match: their offsets are committed. */
    private void awaitJudged(int events) {
        List<TopicPartition> partitions =
                List.of(new TopicPartition(TOPICS.events(), 0), new TopicPartition(TOPICS.events(), 1));
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka()))) {
            await().atMost(PATIENCE).until(() -> {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("windhover-it")
                        .partitionsToOffsetAndMetadata()
                        .get();
                return partitions.stream()
                                .map(committed::get)
                                .mapToLong(at -> at == null ? 0 : at.offset())
                                .sum()
                        >= events;
            });
        }
    }

    private void publishManifestOfNothing() {
        RuleDocument manifest = RuleDocument.newBuilder()
                .setFormat(RuleFormat.MANIFEST)
                .setMembers(List.of("rule-that-is-not-there@0123456789abcdef"))
                .build();
        try (AvroSerde<RuleDocument> documents = new AvroSerde<>(RuleDocument.class, registry)) {
            send(new ProducerRecord<>(
                    TOPICS.rules(),
                    "manifest@bad".getBytes(StandardCharsets.UTF_8),
                    documents.serializer().serialize(TOPICS.rules(), manifest)));
        }
    }

    private void send(CloudEvent event) {
        send(new ProducerRecord<>(
                TOPICS.events(),
                event.getUid().getBytes(StandardCharsets.UTF_8),
                events.serializer().serialize(TOPICS.events(), event)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private List<Alert> alerts(int count) {
        return read(TOPICS.alerts(), count).stream()
                .map(record -> alerts.deserializer().deserialize(TOPICS.alerts(), record.value()))
                .toList();
    }

    /** What a committed reader sees of a topic once it holds so many records. */
    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
