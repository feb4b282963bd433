package io.windhover.detector.topology;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Heartbeat;
import io.windhover.detector.Samples;
import io.windhover.detector.ruleset.RuleRelease;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.RuleDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stateful rules from the events topic to alerts. */
class RememberTest {
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";
    private static final String USERS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02";
    private static final String COUNT = stateful(
            "Many keys",
            "correlation: {type: event_count, rules: " + KEYS + ", timespan: 10m, group-by: entity.principal,"
                    + " condition: {gte: 3}}");
    private static final String ABSENCE = stateful(
            "No user",
            "correlation: {type: absence, trigger: " + KEYS + ", expect: " + USERS
                    + ", timespan: 1h, group-by: entity.principal}");

    @TempDir
    Path state;

    private TestDetector detector;

    private Serializer<RuleDocument> documents;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> rules;
    private TestInputTopic<byte[], CloudEvent> events;
    private TestOutputTopic<String, Alert> alerts;
    private TestOutputTopic<String, Observation> observations;

    @BeforeEach
    void start() {
        detector = new TestDetector(state);
        driver = detector.start(NOON.plus(Duration.ofDays(30)));
        documents = detector.serializer(RuleDocument.class);
        rules = detector.bytes(TestDetector.TOPICS.rules());
        events = detector.events();
        alerts = detector.output(TestDetector.TOPICS.alerts(), Alert.class);
        observations = detector.output(TestDetector.TOPICS.observations(), Observation.class);
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void shouldAlertOfACountWithWhatMadeItTrue() {
        // Given
        publish(COUNT);

        // When
        createKey("k1", 0);
        createKey("k1", 0);
        createKey("k2", 4);
        assertThat(alerts.isEmpty()).isTrue();
        createKey("k3", 9);

        // Then
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(alert.getRule().getTitle()).isEqualTo("Many keys");
            assertThat(alert.getEntity()).isEqualTo(Samples.ALICE);
            assertThat(alert.getGroup()).containsExactly(Samples.ALICE);
            assertThat(alert.getMessage()).isEqualTo("3 matches in 10 min");
            assertThat(alert.getEvidence()).extracting(Evidence::getUid).containsExactly("k1", "k2", "k3");
            assertThat(alert.getEvent().getUid()).isEqualTo("k3");
            assertThat(alert.getEvent().getRaw().remaining()).isZero();
        });
    }

    @Test
    void shouldNotCountWhatIsLaterThanTheGrace() {
        // Given
        publish(COUNT);

        // When
        createKey("k1", 0);
        createKey("k2", 1);
        event("k3", 2, 18, "CreateAccessKey", false);
        assertThat(alerts.isEmpty()).isTrue();
        event("k4", 3, 17, "CreateAccessKey", false);

        // Then
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> assertThat(alert.getEvidence())
                .extracting(Evidence::getUid)
                .containsExactly("k1", "k2", "k4"));
    }

    @Test
    void shouldFireAnAbsenceWhenTheWatermarkHasPassedIt() {
        // Given
        publish(ABSENCE);
        createKey("k1", 0);

        // When: an hour, the grace and the disorder that is allowed for are not over yet
        heartbeat(75);
        assertThat(alerts.isEmpty()).isTrue();
        heartbeat(76);

        // Then
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getRule().getTitle()).isEqualTo("No user");
            assertThat(alert.getEntity()).isEqualTo(Samples.ALICE);
            assertThat(alert.getEvent().getActor().getPrincipal()).isEqualTo(Samples.ALICE);
        });
    }

    @Test
    void shouldNotTakeForAbsentWhatStandsInTheBacklog() {
        // Given
        publish(ABSENCE);
        createKey("k1", 0);

        // When: hours later, by the clock, the event that was expected is read, before the heartbeat behind it
        driver.advanceWallClockTime(Duration.ofHours(5));
        event("u1", 50, 50, "CreateUser", false);
        heartbeat(400);

        // Then
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void shouldNotBeMovedByAClockThatRunsAhead() {
        // Given
        publish(ABSENCE);
        Instant now = NOON.plus(Duration.ofDays(30));
        pipe("k1", now, now, "CreateAccessKey", false);

        // When
        heartbeat((int) Duration.ofDays(3000).toMinutes());

        // Then
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void shouldPassOnWhatAnotherStatefulRuleLooksAt() {
        // Given
        publish(COUNT + "generate: false\nname: many\n---\n"
                + stateful(
                        "Keys, then a user",
                        "correlation: {type: temporal_ordered, rules: [many, " + USERS
                                + "], timespan: 1h, group-by: entity.principal}"));

        // When
        createKey("k1", 0);
        createKey("k2", 1);
        createKey("k3", 2);
        event("u1", 5, 5, "CreateUser", false);

        // Then: the first is silenced by the second, which stands in the same file
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getRule().getTitle()).isEqualTo("Keys, then a user");
            assertThat(alert.getEvidence()).extracting(Evidence::getUid).containsExactly("k3", "u1");
        });
        assertThat(observations.readValuesToList())
                .extracting(Observation::getDepth)
                .contains(0, 1);
    }

    @Test
    void shouldLearnFromHistoryWithoutAlerting() {
        // Given
        publish(COUNT);

        // When
        event("k1", 0, 0, "CreateAccessKey", true);
        event("k2", 1, 1, "CreateAccessKey", true);
        event("k3", 2, 2, "CreateAccessKey", true);
        assertThat(alerts.isEmpty()).isTrue();
        createKey("k4", 3);

        // Then
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldTellABaselineOnceADayWhatAGroupShowsAllDay() {
        // Given
        publish(stateful(
                "New operation",
                "baseline: {type: new_value, rules: [" + KEYS + ", " + USERS
                        + "], group-by: entity.principal, field: ocsf.api.operation, learning: none}"));

        // When
        createKey("k1", 0);
        createKey("k2", 1);
        createKey("k3", 60 * 24);
        event("u1", 60 * 25, 60 * 25, "CreateUser", false);
        event("u2", 60 * 26, 60 * 26, "CreateUser", false);

        // Then
        assertThat(observations.readValuesToList())
                .flatExtracting(observation -> observation.getBatch().getEvents())
                .extracting(BatchedEvent::getUid)
                .containsExactly("k1", "k3", "u1");
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getValues()).containsExactly("CreateUser");
            assertThat(alert.getReasons())
                    .anySatisfy(reason -> assertThat(reason.getValue()).contains("CreateAccessKey"));
        });
    }

    @Test
    void shouldBeginAnewWhenARuleChangesAndLeaveTheOthers() {
        // Given
        String other = COUNT.replace("Many keys", "Other").replace("gte: 3", "gte: 4");
        publish(COUNT, other);
        createKey("k1", 0);
        createKey("k2", 1);

        // When
        publish(COUNT.replace("10m", "11m"), other);
        createKey("k3", 2);
        assertThat(alerts.isEmpty()).isTrue();
        createKey("k4", 3);

        // Then
        assertThat(alerts.readValuesToList())
                .extracting(alert -> alert.getRule().getTitle())
                .containsExactly("Other");
    }

    private void createKey(String uid, int minute) {
        event(uid, minute, minute, "CreateAccessKey", false);
    }

    private void event(String uid, int minute, int ingestMinute, String operation, boolean history) {
        pipe(uid, at(minute), at(ingestMinute), operation, history);
    }

    private void pipe(String uid, Instant time, Instant ingest, String operation, boolean history) {
        events.pipeInput(
                new byte[] {1},
                CloudEvent.newBuilder(Samples.event(uid, time, operation))
                        .setIngestTime(ingest)
                        .setHistory(history)
                        .build());
    }

    private void heartbeat(int minute) {
        TestRecord<byte[], CloudEvent> record = new TestRecord<>(null, null);
        Heartbeat.record(TestDetector.TOPICS.events(), 0, at(minute).toEpochMilli())
                .headers()
                .forEach(record.headers()::add);
        events.pipeInput(record);
        driver.advanceWallClockTime(Duration.ofSeconds(5));
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private static String stateful(String title, String pattern) {
        return "title: " + title + "\n" + pattern + "\n";
    }

    private void publish(String... stateful) {
        List<RuleText> texts = new ArrayList<>(List.of(
                new RuleText(KEYS, "keys.yml", sigma(KEYS, "CreateAccessKey")),
                new RuleText(USERS, "users.yml", sigma(USERS, "CreateUser"))));
        for (String each : stateful) {
            texts.add(new RuleText(
                    each.lines().findFirst().orElseThrow(), texts.size() + ".yml", each + "generate: false\n"));
        }
        RuleRelease release = RuleRelease.of(texts, null, null, NOON);
        release.documents().forEach(this::pipe);
        pipe(release.manifestKey(), release.manifest());
    }

    private void pipe(String key, RuleDocument document) {
        rules.pipeInput(key, documents.serialize(TestDetector.TOPICS.rules(), document));
    }
}
