package io.windhover.detector.topology;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.evidence;
import static io.windhover.detector.Samples.finding;
import static io.windhover.detector.Samples.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Samples;
import io.windhover.detector.ruleset.RuleRelease;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.triage.ThrottlePolicy;
import io.windhover.detector.triage.TriageSettings;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListIndex;
import io.windhover.rules.lists.ListKey;
import io.windhover.rules.state.RiskLedger;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RiskPoints;
import io.windhover.schemas.RiskState;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of findings, and of what analysts say of the alerts. */
class TriageTest {
    private static final RuleReference RULE = rule("rule-1", Duration.ofHours(1), 1);

    private static final String RISK = """
            title: Much risk
            id: 00000000-0000-4000-8000-00000000000a
            level: critical
            risk:
              scores: {low: 5, high: 50, critical: 60}
              multipliers: [{when: privileged, by: 2}]
              alert-when: {score: {gte: 100}}
            """;

    @TempDir
    Path state;

    private TestDetector detector;

    private TopologyTestDriver driver;
    private ListIndex lists;
    private TestInputTopic<String, byte[]> rulesTopic;
    private TestInputTopic<String, Finding> findings;
    private TestInputTopic<String, Disposition> dispositions;
    private TestOutputTopic<String, Alert> alerts;
    private TestOutputTopic<String, Observation> observations;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start() {
        detector = new TestDetector(state);
        detector.triage =
                new TriageSettings(TestDetector.UPDATE_INTERVAL, new ThrottlePolicy(12, Duration.ofHours(1)), 1);
        driver = detector.start(NOON);
        lists = detector.lists;
        rulesTopic = detector.bytes(TestDetector.TOPICS.rules());
        findings = detector.input(TestDetector.TOPICS.findings(), Finding.class);
        dispositions = detector.input(TestDetector.TOPICS.dispositions(), Disposition.class);
        alerts = detector.output(TestDetector.TOPICS.alerts(), Alert.class);
        observations = detector.output(TestDetector.TOPICS.observations(), Observation.class);
        deadLetters = detector.deadLetters();
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void shouldShowWhatAnAnalystDecidesInTheAlert() {
        Alert opened = open(finding(RULE, "event-1", NOON));

        decide(opened, AlertStatus.IN_PROGRESS, Verdict.SUSPICIOUS, "ada");

        assertThat(alerts.readRecordsToList()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(Samples.ALICE);
            Alert alert = record.value();
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.UPDATE);
            assertThat(alert.getUid()).isEqualTo(opened.getUid());
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.IN_PROGRESS);
            assertThat(alert.getVerdict()).isEqualTo(Verdict.SUSPICIOUS);
            assertThat(alert.getAssignee()).isEqualTo("ada");
        });
        // And it goes on
        put(finding(RULE, "event-2", NOON.plusSeconds(1)));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(2);
            assertThat(alert.getAssignee()).isEqualTo("ada");
        });
    }

    @Test
    void shouldTellNoMoreOfWhatIsDoneWithAndHarmless() {
        Alert opened = open(finding(RULE, "event-1", NOON));
        decide(opened, AlertStatus.RESOLVED, Verdict.BENIGN, null);
        alerts.readValuesToList();

        put(finding(RULE, "event-2", NOON.plusSeconds(60)));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.isEmpty()).isTrue();

        // But when it becomes graver than what was judged, or is over, it is told again
        put(finding(RuleReference.newBuilder(RULE).setLevel(Level.CRITICAL).build(), "event-3", NOON.plusSeconds(90)));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getUid()).isEqualTo(opened.getUid());
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.NEW);
            assertThat(alert.getVerdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(alert.getCount()).isEqualTo(3);
        });
        put(finding(RULE, "event-4", NOON.plus(Duration.ofHours(5))));
        assertThat(alerts.readValuesToList()).extracting(Alert::getActivity).containsExactly(AlertActivity.CREATE);
    }

    @Test
    void shouldMakeUsualWhatABaselineFoundNewAndAnAnalystHarmless() {
        open(novelty("event-1", NOON, "Porto"));
        put(novelty("event-2", NOON.plusSeconds(60), "Lisbon"));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        Alert told = alerts.readValue();

        decide(told, AlertStatus.IN_PROGRESS, Verdict.BENIGN, null);
        assertThat(observations.isEmpty()).isTrue();
        decide(told, AlertStatus.RESOLVED, Verdict.BENIGN, null);

        List<TestRecord<String, Observation>> accepted = observations.readRecordsToList();
        assertThat(accepted).hasSize(2).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("alice");
            assertThat(record.value().getKind()).isEqualTo(ObservationKind.ACCEPTED);
            assertThat(record.value().getSilent()).isTrue();
            assertThat(record.value().getEvidence().getUid()).isEqualTo("event-2");
        });
        assertThat(accepted)
                .extracting(record -> record.value().getValues())
                .containsExactly(List.of("Porto"), List.of("Lisbon"));
    }

    @Test
    void shouldRefuseADecisionThatIsNone() {
        Alert opened = open(finding(RULE, "event-1", NOON));

        dispositions.pipeInput("another", disposition(opened, AlertStatus.RESOLVED, Verdict.BENIGN, null));
        Disposition nobody = Disposition.newBuilder(disposition(opened, AlertStatus.RESOLVED, Verdict.BENIGN, null))
                .setEntity(" ")
                .build();
        dispositions.pipeInput(opened.getUid(), nobody);
        dispositions.pipeInput(opened.getUid(), (Disposition) null);
        // Of an alert that is not kept
        Disposition unknown = Disposition.newBuilder(nobody)
                .setEntity(Samples.ALICE)
                .setAlertUid("unknown")
                .build();
        dispositions.pipeInput("unknown", unknown);

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(deadLetters.readRecordsToList()).hasSize(2);
    }

    @Test
    void shouldHoldTheAlertsOfARuleThatFloodsAndSaySoInOne() {
        for (int i = 0; i < 40; i++) {
            put(about("user-" + i, RULE, "event-" + i, NOON.plusSeconds(i)));
        }
        // A held alert that goes on is held once, and one that is known goes on.
        put(about("user-39", RULE, "event-again", NOON.plusSeconds(50)));
        put(about("user-0", RULE, "event-more", NOON.plusSeconds(51)));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);

        List<Alert> written = alerts.readValuesToList();
        assertThat(written)
                .filteredOn(alert -> alert.getActivity() == AlertActivity.CREATE)
                .filteredOn(alert -> alert.getRule().getUid().equals("rule-1"))
                .hasSize(12);
        assertThat(written)
                .filteredOn(alert -> alert.getEntity().equals("user-0"))
                .hasSize(2);
        List<Alert> floods = written.stream()
                .filter(alert -> alert.getEntity().equals("rule:rule-1"))
                .toList();
        assertThat(floods).extracting(Alert::getActivity).containsExactly(AlertActivity.CREATE, AlertActivity.UPDATE);
        assertThat(floods.get(1)).satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(28);
            assertThat(alert.getLevel()).isEqualTo(Level.HIGH);
            assertThat(alert.getMessage()).contains("Title of rule-1", "floods");
            assertThat(alert.getContext()).containsEntry("rule", "rule-1");
        });
        assertThat(metric("alerts-held-total", "rule-1")).isEqualTo(28.0);
    }

    @Test
    void shouldLetAHeldAlertOpenWhenTheFloodIsOver() {
        for (int i = 0; i < 13; i++) {
            put(about("user-" + i, RULE, "event-" + i, NOON.plusSeconds(3_000)));
        }
        assertThat(alerts.readValuesToList())
                .filteredOn(alert -> alert.getEntity().equals("user-12"))
                .isEmpty();

        put(about("user-12", RULE, "event-later", NOON.plusSeconds(3_700)));

        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getEntity()).isEqualTo("user-12");
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(alert.getCount()).isEqualTo(2);
        });
    }

    @Test
    void shouldCountWhatAShadowRuleFinds() {
        RuleReference shadow =
                RuleReference.newBuilder(RULE).setMode(RuleMode.SHADOW).build();
        put(finding(shadow, "event-1", NOON));
        put(finding(shadow, "event-2", NOON));

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(metric("findings-withheld-total", "rule-1")).isEqualTo(2.0);
    }

    @Test
    void shouldAlertOfAnEntityWhoseAlertsAddUp() {
        publish(RISK);

        open(tagged("rule-1", Level.HIGH, "event-1", NOON, "attack.persistence"));
        put(tagged("rule-1", Level.HIGH, "event-2", NOON.plusSeconds(60), "attack.persistence"));
        assertThat(alerts.isEmpty()).isTrue();
        put(tagged("rule-2", Level.HIGH, "event-3", NOON.plusSeconds(120), "attack.discovery"));

        List<Alert> written = alerts.readValuesToList();
        assertThat(written)
                .extracting(alert -> alert.getRule().getTitle())
                .containsExactly("Title of rule-2", "Much risk");
        Alert risk = written.get(1);
        assertThat(risk.getEntity()).isEqualTo(Samples.ALICE);
        assertThat(risk.getLevel()).isEqualTo(Level.CRITICAL);
        assertThat(risk.getMessage()).contains("risk of 100", "2 rules and 2 tactics");
        assertThat(risk.getEvidence()).extracting(Evidence::getUid).containsExactly("event-1", "event-2", "event-3");
        assertThat(risk.getReasons())
                .extracting(reason -> reason.getName() + ": " + reason.getValue())
                .containsExactlyInAnyOrder(
                        "score: 100",
                        "tactics: persistence, discovery",
                        "rule: 50 by Title of rule-1",
                        "rule: 50 by Title of rule-2");

        // What adds to it afterwards tells more of the same alert
        put(tagged("rule-3", Level.LOW, "event-4", NOON.plusSeconds(180), "attack.impact"));
        driver.advanceWallClockTime(TestDetector.UPDATE_INTERVAL);
        assertThat(alerts.readValuesToList())
                .filteredOn(alert -> alert.getUid().equals(risk.getUid()))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.getActivity()).isEqualTo(AlertActivity.UPDATE);
                    assertThat(alert.getCount()).isEqualTo(4);
                });
    }

    @Test
    void shouldNotCountTowardsRiskWhatIsHarmless() {
        publish(RISK);
        Alert harmless = open(tagged("rule-1", Level.HIGH, "event-1", NOON, "attack.persistence"));
        decide(harmless, AlertStatus.RESOLVED, Verdict.FALSE_POSITIVE, null);
        alerts.readValuesToList();

        put(tagged("rule-1", Level.HIGH, "event-2", NOON.plusSeconds(60), "attack.persistence"));
        put(tagged("rule-2", Level.HIGH, "event-3", NOON.plusSeconds(120), "attack.discovery"));

        assertThat(alerts.readValuesToList())
                .extracting(alert -> alert.getRule().getUid())
                .containsExactly("rule-2");
    }

    @Test
    void shouldCountMoreForThePrincipalsOfAList() throws InvalidListEntryException {
        publish(RISK);
        lists.put(
                ListKey.of(ListEntry.newBuilder()
                        .setList("privileged")
                        .setValue(Samples.ALICE)
                        .build()),
                null);

        put(tagged("rule-1", Level.HIGH, "event-1", NOON));

        assertThat(alerts.readValuesToList())
                .extracting(alert -> alert.getRule().getTitle())
                .containsExactly("Title of rule-1", "Much risk");
    }

    @Test
    void shouldKeepTheRiskOfAPrincipalInFewBytes() {
        List<RiskPoints> contributions = IntStream.range(0, RiskLedger.MOST)
                .mapToObj(i -> new RiskPoints(Long.MIN_VALUE + i, 20_000L + i, Integer.MIN_VALUE, 120.0, 0xFFFF))
                .toList();

        byte[] bytes = detector.serializer(RiskState.class).serialize("any", new RiskState(NOON, contributions));

        assertThat(bytes).hasSizeLessThan(500);
    }

    @Test
    void shouldAddUpNoRiskWithoutAPolicyNorOfWhatIsNoPrincipal() {
        put(tagged("rule-1", Level.CRITICAL, "event-1", NOON));
        put(tagged("rule-2", Level.CRITICAL, "event-2", NOON));
        publish(RISK);
        put(about("198.51.100.1", rule("rule-3", Duration.ofHours(1), 1), "event-3", NOON));
        put(about("198.51.100.1", rule("rule-4", Duration.ofHours(1), 1), "event-4", NOON));

        assertThat(alerts.readValuesToList()).hasSize(4);
    }

    private void publish(String rule) {
        Serializer<RuleDocument> serde = detector.serializer(RuleDocument.class);
        RuleRelease release = RuleRelease.of(
                List.of(
                        new RuleText("risk", "risk.yml", rule),
                        new RuleText("any", "any.yml", Samples.sigma("any", "DeleteTrail"))),
                null,
                null,
                NOON);
        release.documents()
                .forEach((key, document) ->
                        rulesTopic.pipeInput(key, serde.serialize(TestDetector.TOPICS.rules(), document)));
        rulesTopic.pipeInput(release.manifestKey(), serde.serialize(TestDetector.TOPICS.rules(), release.manifest()));
    }

    private static Finding tagged(String uid, Level level, String event, Instant time, String... tags) {
        RuleReference rule = RuleReference.newBuilder(rule(uid, Duration.ofHours(1), 1))
                .setLevel(level)
                .setTags(List.of(tags))
                .build();
        return finding(rule, event, time);
    }

    private double metric(String name, String rule) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .filter(entry -> rule.equals(entry.getKey().tags().get("rule")))
                .mapToDouble(entry -> (double) entry.getValue().metricValue())
                .sum();
    }

    private static Finding novelty(String event, Instant time, String value) {
        return Finding.newBuilder(finding(RULE, List.of(evidence(event, time)), new Reason("new value", value)))
                .setGroup(List.of("alice"))
                .setValues(List.of(value))
                .build();
    }

    private static Finding about(String entity, RuleReference rule, String event, Instant time) {
        return Finding.newBuilder(finding(rule, event, time)).setEntity(entity).build();
    }

    private Alert open(Finding finding) {
        put(finding);
        return alerts.readValue();
    }

    private void put(Finding finding) {
        findings.pipeInput(finding.getEntity(), finding);
    }

    private void decide(Alert alert, AlertStatus status, Verdict verdict, String assignee) {
        dispositions.pipeInput(alert.getUid(), disposition(alert, status, verdict, assignee));
    }

    private static Disposition disposition(Alert alert, AlertStatus status, Verdict verdict, String assignee) {
        return Disposition.newBuilder()
                .setAlertUid(alert.getUid())
                .setEntity(alert.getEntity())
                .setStatus(status)
                .setVerdict(verdict)
                .setAssignee(assignee)
                .build();
    }
}
