package io.windhover.detector.topology;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Heartbeat;
import io.windhover.detector.Samples;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.network.NetworkSourceException;
import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.ruleset.RuleRelease;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListKey;
import io.windhover.rules.source.Issue;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import io.windhover.schemas.IdentityEntry;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.RuleDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTopologyTest {
    private static final String RULE = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";

    private static final String LOOKING_UP =
            sigma(RULE, "CreateAccessKey").replace("selection: {", "selection: {sourceIPAddress|lookup: bad, ");

    @TempDir
    Path state;

    private TestDetector detector;

    private Serializer<RuleDocument> documents;
    private Serializer<IdentityEntry> identityEntries;
    private Serializer<ListEntry> listEntries;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> rulesTopic;
    private TestInputTopic<String, byte[]> listsTopic;
    private TestInputTopic<String, byte[]> identitiesTopic;
    private TestInputTopic<byte[], CloudEvent> events;
    private TestInputTopic<byte[], byte[]> rawEvents;
    private TestOutputTopic<String, Alert> alerts;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void make() {
        detector = new TestDetector(state);
        detector.mostListEntries = 2;
        documents = detector.serializer(RuleDocument.class);
        identityEntries = detector.serializer(IdentityEntry.class);
        listEntries = detector.serializer(ListEntry.class);
        start();
    }

    private void start() {
        driver = detector.start(Instant.now());
        rulesTopic = detector.bytes(TestDetector.TOPICS.rules());
        listsTopic = detector.bytes(TestDetector.TOPICS.lists());
        identitiesTopic = detector.bytes(TestDetector.TOPICS.identities());
        events = detector.events();
        rawEvents = driver.createInputTopic(
                TestDetector.TOPICS.events(), new ByteArraySerializer(), new ByteArraySerializer());
        alerts = detector.output(TestDetector.TOPICS.alerts(), Alert.class);
        deadLetters = detector.deadLetters();
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void shouldKeepItsShape() throws IOException {
        Path golden = Path.of("src/test/resources/topology.golden.txt");
        String described = detector.topology().build().describe().toString().strip();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, described + "\n");
        }
        assertThat(described).isEqualTo(Files.readString(golden).strip());
    }

    @Test
    void shouldMakeAnAlertOfAMatchingEvent() {
        publish(sigma(RULE, "CreateAccessKey"));

        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        events.pipeInput(new byte[] {2}, event("event-2", NOON, "ListUsers"));

        assertThat(alerts.readRecordsToList()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(Samples.ALICE);
            Alert alert = record.value();
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(alert.getRule().getUid()).isEqualTo(RULE);
            assertThat(alert.getRule().getTags()).contains("attack.t1098.001");
            assertThat(alert.getRuleSetVersion()).isEqualTo(1);
            assertThat(alert.getEvent().getUid()).isEqualTo("event-1");
            assertThat(alert.getFirstTime()).isEqualTo(NOON);
            assertThat(alert.getEvidence()).singleElement().satisfies(evidence -> {
                assertThat(evidence.getTopic()).isEqualTo(TestDetector.TOPICS.events());
                assertThat(evidence.getOffset()).isZero();
            });
            assertThat(alert.getMessage())
                    .isEqualTo(Samples.ALICE + " called CreateAccessKey on iam.amazonaws.com from 203.0.113.9");
        });
    }

    @Test
    void shouldWriteTheCountOfANoisyCauseOnceAnInterval() {
        publish(sigma(RULE, "CreateAccessKey"));

        for (int i = 0; i < 500; i++) {
            events.pipeInput(new byte[] {1}, event("event-" + i, NOON.plusSeconds(i), "CreateAccessKey"));
        }
        assertThat(alerts.readValuesToList()).extracting(Alert::getActivity).containsExactly(AlertActivity.CREATE);

        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.UPDATE);
            assertThat(alert.getCount()).isEqualTo(500);
        });

        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void shouldAlertAboutThePersonWhateverTheLogCallsThem() {
        // Given
        publish(sigma(RULE, "CreateAccessKey"));
        know(Samples.ALICE, "alice@falcon.example");
        Actor inDirectory = Actor.newBuilder(
                        event("event-2", NOON, "CreateAccessKey").getActor())
                .setPrincipal("00u1")
                .setAlias("alice@falcon.example")
                .build();
        CloudEvent fromDirectory = CloudEvent.newBuilder(event("event-2", NOON, "CreateAccessKey"))
                .setActor(inDirectory)
                .build();

        // When an address is nobody yet, and then is
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        events.pipeInput(new byte[] {2}, fromDirectory);
        know("@falcon.example", null);
        events.pipeInput(
                new byte[] {3},
                CloudEvent.newBuilder(fromDirectory).setUid("event-3").build());

        // Then both logs' events are of one entity
        assertThat(alerts.readRecordsToList())
                .extracting(TestRecord::key)
                .containsExactly("alice@falcon.example", "00u1");
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.readRecordsToList()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("alice@falcon.example");
            assertThat(record.value().getCount()).isEqualTo(2);
        });

        // When somebody is not known any more
        identitiesTopic.pipeInput("@falcon.example", new byte[] {9, 9, 9});
        assertThat(detector.identities.size()).isEqualTo(1);
        identitiesTopic.pipeInput(Samples.ALICE, (byte[]) null);
        assertThat(detector.identities.size()).isZero();
    }

    @Test
    void shouldJudgeTheNextEventByAChangedRule() {
        publish(sigma(RULE, "CreateAccessKey"));
        publish(sigma(RULE, "DeleteTrail"));

        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        assertThat(alerts.isEmpty()).isTrue();
        events.pipeInput(new byte[] {1}, event("event-2", NOON, "DeleteTrail"));

        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> assertThat(alert.getRuleSetVersion())
                .isEqualTo(3));
    }

    @Test
    void shouldKeepTheLastGoodSetWhenAPublicationIsBad() {
        publish(sigma(RULE, "CreateAccessKey"));

        rulesTopic.pipeInput("manifest@0123456789abcdef", new byte[] {9, 9, 9});
        RuleRelease incomplete = release(sigma(RULE, "DeleteTrail"));
        pipe(incomplete.manifestKey(), incomplete.manifest());

        assertThat(detector.rules.current().version()).isEqualTo(1);
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldRunTheLastGoodVersionOfARuleThatIsRefused() {
        publish(sigma(RULE, "CreateAccessKey"));

        publish("title: [");

        assertThat(detector.rules.current().issues()).anyMatch(Issue::isError);
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldSendAnUnreadableRecordToTheDeadLetterTopic() {
        publish(sigma(RULE, "CreateAccessKey"));

        rawEvents.pipeInput(new byte[] {7}, "not avro".getBytes(StandardCharsets.UTF_8));
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));

        assertThat(alerts.readValuesToList()).hasSize(1);
        assertThat(deadLetters.readRecordsToList()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).containsExactly(7);
            assertThat(letter.value()).asString().isEqualTo("not avro");
            assertThat(header(letter, DeadLetterHeaders.SOURCE)).isEqualTo(TestDetector.TOPICS.events());
            assertThat(header(letter, DeadLetterHeaders.POSITION)).isEqualTo("0:0");
            assertThat(header(letter, DeadLetterHeaders.REASON)).contains("cannot be read");
        });
    }

    @Test
    void shouldPassOverHeartbeatsAndSetAsideOtherEventsWithoutAValue() {
        publish(sigma(RULE, "CreateAccessKey"));

        rawEvents.pipeInput(new TestRecord<>(
                null,
                null,
                Heartbeat.record(TestDetector.TOPICS.events(), 0, NOON.toEpochMilli())
                        .headers(),
                NOON));
        assertThat(deadLetters.isEmpty()).isTrue();
        rawEvents.pipeInput(new byte[] {7}, (byte[]) null);
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));

        assertThat(alerts.readValuesToList()).hasSize(1);
        assertThat(deadLetters.readRecordsToList()).singleElement().satisfies(letter -> assertThat(
                        header(letter, DeadLetterHeaders.REASON))
                .isEqualTo("the event has no value"));
    }

    @Test
    void shouldSendAnEventWithABrokenRawTextToTheDeadLetterTopic() {
        publish(sigma(RULE, "CreateAccessKey"));

        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey", "{\"eventName\":\"Create"));

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(deadLetters.readRecordsToList()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNotEmpty();
            assertThat(header(letter, DeadLetterHeaders.REASON)).contains("not valid JSON");
            assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("match");
        });
    }

    @Test
    void shouldCountAnEventThatIsDeliveredTwiceOnce() {
        publish(sigma(RULE, "CreateAccessKey"));
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);

        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> assertThat(alert.getCount())
                .isEqualTo(1));
    }

    @Test
    void shouldLookValuesUpInTheListsOfTheMoment() {
        publish(LOOKING_UP);
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        assertThat(alerts.isEmpty()).isTrue();

        list("bad", "203.0.113.0/24", "feed", NOON.plusSeconds(60));
        list("bad", "203.0.113.9", "", null);
        events.pipeInput(new byte[] {1}, event("event-2", NOON, "CreateAccessKey"));
        assertThat(alerts.readValuesToList()).extracting(Alert::getCount).containsExactly(1L);
        assertThat(detector.rules.current().version()).isEqualTo(1);

        // The one entry is taken out and the other expires: by the event's time, in whatever order events come.
        listsTopic.pipeInput("bad\t203.0.113.9/32", (byte[]) null);
        events.pipeInput(new byte[] {1}, event("event-3", NOON.plusSeconds(60), "CreateAccessKey"));
        events.pipeInput(new byte[] {1}, event("event-4", NOON.plusSeconds(59), "CreateAccessKey"));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.readValuesToList()).extracting(Alert::getCount).containsExactly(2L);
    }

    @Test
    void shouldGoOnWhateverStandsOnTheListsTopic() {
        publish(LOOKING_UP);
        list("bad", "203.0.113.9", "", null);

        listsTopic.pipeInput("bad\tother", new byte[] {9, 9, 9});
        listsTopic.pipeInput("rubbish", (byte[]) null);
        ListEntry entry =
                ListEntry.newBuilder().setList("bad").setValue("198.51.100.1").build();
        listsTopic.pipeInput("bad\tanother", listEntries.serialize(TestDetector.TOPICS.lists(), entry));
        assertThat(detector.lists.size()).isEqualTo(1);
        // There is room for two.
        list("good", "one", "", null);
        list("good", "two", "", null);
        list("good", "three", "", null);

        assertThat(detector.lists.size()).isEqualTo(2);
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        assertThat(alerts.readValuesToList()).hasSize(1);

        // What compaction would leave: nothing that can be used under the key.
        listsTopic.pipeInput("bad\t203.0.113.9/32", new byte[] {9, 9, 9});
        assertThat(detector.lists.names()).containsExactly("good");
    }

    private void list(String list, String value, String source, @Nullable Instant expires) {
        ListEntry entry = ListEntry.newBuilder()
                .setList(list)
                .setValue(value)
                .setSource(source)
                .setExpires(expires)
                .build();
        try {
            listsTopic.pipeInput(
                    ListKey.of(entry).toString(), listEntries.serialize(TestDetector.TOPICS.lists(), entry));
        } catch (InvalidListEntryException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldJudgeAnEventByWhereItsAddressIs() throws IOException, NetworkSourceException {
        // Given
        Path table = Files.writeString(
                state.resolve("own.ndjson"), "{\"range\":\"203.0.113.0/24\",\"country\":\"KP\",\"network\":\"vpn\"}");
        detector.network = NetworkContext.open(new NetworkSources(List.of(), List.of(table), Map.of(), Map.of()));
        start();
        String rule = sigma(RULE, "CreateAccessKey")
                .replace("selection: {", "selection: {ocsf.src_endpoint.location.country: %s, ");

        // When
        publish(rule.formatted("DE"));
        events.pipeInput(new byte[] {1}, event("event-1", NOON, "CreateAccessKey"));
        publish(rule.formatted("KP"));
        events.pipeInput(new byte[] {2}, event("event-2", NOON, "CreateAccessKey"));

        // Then
        Alert alert = alerts.readValue();
        assertThat(alerts.isEmpty()).isTrue();
        assertThat(alert.getEvent().getUid()).isEqualTo("event-2");
        assertThat(alert.getEvent().getSource().getGeo()).satisfies(geo -> {
            assertThat(geo.getCountry()).isEqualTo("KP");
            assertThat(geo.getNetwork()).isEqualTo("vpn");
            assertThat(geo.getDatabase()).startsWith("own.ndjson@");
        });
    }

    private void know(String alias, @Nullable String person) {
        IdentityEntry entry =
                IdentityEntry.newBuilder().setAlias(alias).setPerson(person).build();
        identitiesTopic.pipeInput(alias, identityEntries.serialize(TestDetector.TOPICS.identities(), entry));
    }

    private void publish(String rule) {
        RuleRelease release = release(rule);
        release.documents().forEach(this::pipe);
        pipe(release.manifestKey(), release.manifest());
    }

    private static RuleRelease release(String rule) {
        return RuleRelease.of(List.of(new RuleText(RULE, "rule.yml", rule)), null, null, NOON);
    }

    private void pipe(String key, RuleDocument document) {
        rulesTopic.pipeInput(key, documents.serialize(TestDetector.TOPICS.rules(), document));
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
