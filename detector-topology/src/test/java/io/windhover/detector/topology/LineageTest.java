package io.windhover.detector.topology;

import static io.windhover.detector.Samples.ALICE;
import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static io.windhover.detector.Samples.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Samples;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Api;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Incident;
import io.windhover.schemas.IncidentAlert;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From links and alerts to incidents. */
class LineageTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy";

    @TempDir
    Path state;

    private TestDetector detector;

    private TestInputTopic<byte[], CloudEvent> events;
    private TestInputTopic<String, Finding> findings;
    private TestInputTopic<String, Disposition> dispositions;
    private TestOutputTopic<String, Alert> alerts;
    private TestOutputTopic<String, Incident> incidents;

    @BeforeEach
    void start() {
        detector = new TestDetector(state);
        detector.start(NOON);
        events = detector.events();
        findings = detector.input(TestDetector.TOPICS.findings(), Finding.class);
        dispositions = detector.input(TestDetector.TOPICS.dispositions(), Disposition.class);
        alerts = detector.output(TestDetector.TOPICS.alerts(), Alert.class);
        incidents = detector.output(TestDetector.TOPICS.incidents(), Incident.class);
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void shouldGatherTheAlertsOfOnePrincipalWhateverTheirKeys() {
        find("rule-1", "e1", 0, user("AKIA1"));
        assertThat(incidents.isEmpty()).isTrue();
        find("rule-2", "e2", 60, user("ASIA9"));

        assertThat(incidents.readRecordsToList()).singleElement().satisfies(record -> {
            Incident incident = record.value();
            assertThat(record.key()).isEqualTo(incident.getUid());
            assertThat(incident.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(incident.getEntity()).isEqualTo(ALICE);
            assertThat(incident.getTimeline())
                    .extracting(IncidentAlert::getRuleUid)
                    .containsExactly("rule-1", "rule-2");
        });
    }

    @Test
    void shouldFollowASessionToWhoeverAssumedTheRole() {
        find("rule-1", "e1", 0, user("AKIA1"));
        assume("ASIA1", user("AKIA1"));
        assume("ASIA2", session("ASIA1"));
        find("rule-2", "e2", 60, session("ASIA2"));

        Incident incident = incidents.readValue();
        assertThat(incident.getEntity()).isEqualTo(ALICE);
        assertThat(incident.getEntities()).containsExactly(ALICE, ROLE);
    }

    @Test
    void shouldNeverFuseTheSessionsOfARole() {
        find("rule-1", "e1", 0, session("ASIA1"));
        find("rule-2", "e2", 60, session("ASIA2"));

        assertThat(incidents.isEmpty()).isTrue();
        find("rule-3", "e3", 90, session("ASIA2"));
        assertThat(incidents.readValue().getEntity()).isEqualTo("key:ASIA2");
    }

    @Test
    void shouldMoveWhatItKnewOfAKeyWhenTheLinkComesLate() {
        find("rule-1", "e1", 0, session("ASIA1"));
        find("rule-2", "e2", 60, session("ASIA1"));
        Incident ofKey = incidents.readValue();
        assertThat(ofKey.getEntity()).isEqualTo("key:ASIA1");

        assume("ASIA1", user("AKIA1"));

        Map<String, Incident> now = byUid();
        assertThat(now.get(ofKey.getUid())).satisfies(absorbed -> {
            assertThat(absorbed.getActivity()).isEqualTo(AlertActivity.CLOSE);
            assertThat(now.get(absorbed.getMergedInto()).getEntity()).isEqualTo(ALICE);
            assertThat(now.get(absorbed.getMergedInto()).getTimeline()).hasSize(2);
        });
        // What comes then goes there at once
        find("rule-3", "e3", 90, session("ASIA1"));
        assertThat(incidents.readValue().getTimeline()).hasSize(3);
    }

    @Test
    void shouldGiveTheUseOfAKeyToWhoeverMadeIt() {
        Actor bob = Actor.newBuilder(user("AKIANEW")).setPrincipal("bob").build();
        find("rule-1", "e1", 0, bob);
        find("rule-2", "e2", 60, bob);
        Incident ofBob = incidents.readValue();

        create("AKIANEW", user("AKIA1"));

        Map<String, Incident> now = byUid();
        assertThat(now.get(ofBob.getUid()).getActivity()).isEqualTo(AlertActivity.CLOSE);
        assertThat(now.values())
                .filteredOn(incident -> incident.getEntity().equals(ALICE))
                .singleElement()
                .satisfies(incident -> assertThat(incident.getEntities()).containsExactly("bob"));
    }

    @Test
    void shouldEndWhereLinksLeadRoundInACircle() {
        assume("ASIA1", session("ASIA2"));
        assume("ASIA2", session("ASIA1"));

        find("rule-1", "e1", 0, session("ASIA1"));
        find("rule-2", "e2", 60, session("ASIA1"));

        assertThat(byUid()).hasSize(1);
    }

    @Test
    void shouldTakeAnAlertOutThatIsHarmless() {
        find("rule-1", "e1", 0, user("AKIA1"));
        find("rule-2", "e2", 60, user("AKIA1"));
        find("rule-3", "e3", 90, user("AKIA1"));
        Alert harmless = alerts.readValue();

        dispositions.pipeInput(
                harmless.getUid(),
                Disposition.newBuilder()
                        .setAlertUid(harmless.getUid())
                        .setEntity(harmless.getEntity())
                        .setStatus(AlertStatus.RESOLVED)
                        .setVerdict(Verdict.BENIGN)
                        .build());

        assertThat(byUid().values()).singleElement().satisfies(incident -> assertThat(incident.getTimeline())
                .extracting(IncidentAlert::getRuleUid)
                .containsExactly("rule-2", "rule-3"));
    }

    /** The law: which incidents stand in the end does not depend on whether links or alerts come first. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void shouldComeToTheSameIncidentsInAnyOrder(long seed) {
        List<Runnable> steps = new ArrayList<>(List.of(
                () -> find("rule-1", "e1", 0, user("AKIA1")),
                () -> find("rule-2", "e2", 60, session("ASIA1")),
                () -> find("rule-3", "e3", 120, session("ASIA2")),
                () -> find("rule-4", "e4", 180, session("ASIA2")),
                () -> find("rule-5", "e5", 240, session("ASIA3")),
                () -> find("rule-6", "e6", 300, session("ASIA3")),
                () -> assume("ASIA1", user("AKIA1")),
                () -> assume("ASIA2", session("ASIA1")),
                () -> assume("ASIA2", session("ASIA1"))));
        Collections.shuffle(steps, new Random(seed));

        steps.forEach(Runnable::run);

        Set<String> open = byUid().values().stream()
                .filter(incident -> incident.getActivity() != AlertActivity.CLOSE)
                .map(incident -> incident.getEntity() + " "
                        + incident.getTimeline().stream()
                                .map(IncidentAlert::getRuleUid)
                                .toList())
                .collect(Collectors.toSet());
        assertThat(open)
                .containsExactlyInAnyOrder(ALICE + " [rule-1, rule-2, rule-3, rule-4]", "key:ASIA3 [rule-5, rule-6]");
    }

    private Map<String, Incident> byUid() {
        Map<String, Incident> newest = new LinkedHashMap<>();
        incidents.readValuesToList().forEach(incident -> newest.put(incident.getUid(), incident));
        return newest;
    }

    private static Actor user(String key) {
        return Actor.newBuilder()
                .setPrincipal(ALICE)
                .setType("IAMUser")
                .setCredentialUid(key)
                .build();
    }

    private static Actor session(String key) {
        return Actor.newBuilder()
                .setPrincipal(ROLE)
                .setType("AssumedRole")
                .setSessionIssuer(ROLE)
                .setSessionUid("arn:aws:sts::111122223333:assumed-role/deploy/ci")
                .setCredentialUid(key)
                .build();
    }

    private void assume(String key, Actor by) {
        tell("sts.amazonaws.com", "AssumeRole", by, "{\"credentials\":{\"accessKeyId\":\"" + key + "\"}}");
    }

    private void create(String key, Actor by) {
        tell("iam.amazonaws.com", "CreateAccessKey", by, "{\"accessKey\":{\"accessKeyId\":\"" + key + "\"}}");
    }

    private void tell(String service, String operation, Actor by, String response) {
        events.pipeInput(
                new byte[] {1},
                CloudEvent.newBuilder(event("link", NOON, operation, "{\"responseElements\":" + response + "}"))
                        .setApi(Api.newBuilder()
                                .setService(service)
                                .setOperation(operation)
                                .build())
                        .setActor(by)
                        .build());
    }

    private void find(String uid, String event, int seconds, Actor by) {
        RuleReference rule = rule(uid, Duration.ofHours(1), 1);
        Finding finding = Samples.finding(rule, event, NOON.plusSeconds(seconds));
        findings.pipeInput(
                by.getPrincipal(),
                Finding.newBuilder(finding)
                        .setEntity(by.getPrincipal())
                        .setEvent(CloudEvent.newBuilder(finding.getEvent())
                                .setActor(by)
                                .build())
                        .build());
    }
}
