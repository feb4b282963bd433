package io.windhover.detector.incidents;

import static io.windhover.detector.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Incident;
import io.windhover.schemas.IncidentAlert;
import io.windhover.schemas.Level;
import io.windhover.schemas.OpenIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentsTest {
    private List<OpenIncident> open = List.of();

    @Test
    void shouldTellOfTheSecondAlert() {
        assertThat(add(alert("a", "alice", 0, Level.MEDIUM, "discovery"))).isEmpty();

        assertThat(add(alert("b", "role", 1, Level.HIGH, "persistence", "impact")))
                .singleElement()
                .satisfies(incident -> {
                    assertThat(incident.getActivity()).isEqualTo(AlertActivity.CREATE);
                    assertThat(incident.getUid()).hasSize(32);
                    assertThat(incident.getEntity()).isEqualTo("root");
                    assertThat(incident.getEntities()).containsExactly("alice", "role");
                    assertThat(incident.getLevel()).isEqualTo(Level.HIGH);
                    assertThat(incident.getScore()).isEqualTo(70);
                    assertThat(incident.getTactics()).containsExactly("discovery", "persistence", "impact");
                    assertThat(incident.getFirstTime()).isEqualTo(NOON);
                    assertThat(incident.getLastTime()).isEqualTo(NOON.plus(Duration.ofHours(1)));
                    assertThat(incident.getTimeline())
                            .extracting(IncidentAlert::getUid)
                            .containsExactly("a", "b");
                });
        assertThat(add(alert("c", "alice", 2, Level.LOW))).singleElement().satisfies(incident -> {
            assertThat(incident.getActivity()).isEqualTo(AlertActivity.UPDATE);
            assertThat(incident.getScore()).isEqualTo(75);
        });
    }

    @Test
    void shouldTellNothingTwice() {
        add(alert("a", "alice", 0, Level.LOW));
        add(alert("b", "alice", 1, Level.LOW));

        assertThat(add(alert("b", "alice", 1, Level.LOW))).isEmpty();
    }

    @Test
    void shouldKeepTheTimelineInTheOrderOfEvents() {
        add(alert("late", "alice", 5, Level.LOW));

        assertThat(add(alert("early", "alice", 1, Level.LOW)).get(0).getTimeline())
                .extracting(IncidentAlert::getUid)
                .containsExactly("early", "late");
    }

    @Test
    void shouldMakeOneOfTwoIncidentsThatALateAlertBridges() {
        add(alert("a", "alice", 0, Level.LOW));
        String first = add(alert("b", "alice", 1, Level.LOW)).get(0).getUid();
        add(alert("d", "alice", 40, Level.LOW));
        String second = add(alert("e", "alice", 41, Level.LOW)).get(0).getUid();

        List<Incident> written = add(alert("c", "alice", 20, Level.LOW));

        assertThat(written).extracting(Incident::getUid).containsExactly(first, second);
        assertThat(written.get(0).getTimeline()).hasSize(5);
        assertThat(written.get(1).getActivity()).isEqualTo(AlertActivity.CLOSE);
        assertThat(written.get(1).getMergedInto()).isEqualTo(first);
    }

    @Test
    void shouldBeginAnotherIncidentAfterADayOrAWeek() {
        IntStream.rangeClosed(0, 12).forEach(i -> add(alert("a" + i, "alice", i * 20, Level.LOW)));
        assertThat(open).hasSize(2);

        add(alert("far", "alice", 1_000, Level.LOW));
        assertThat(open).hasSize(3);
    }

    @Test
    void shouldCloseWhatIsNoStoryAnyMore() {
        add(alert("a", "alice", 0, Level.LOW));
        add(alert("b", "alice", 1, Level.LOW));
        add(alert("c", "alice", 2, Level.HIGH));

        assertThat(remove("c")).singleElement().satisfies(incident -> {
            assertThat(incident.getActivity()).isEqualTo(AlertActivity.UPDATE);
            assertThat(incident.getLevel()).isEqualTo(Level.LOW);
        });
        assertThat(remove("b")).singleElement().satisfies(incident -> {
            assertThat(incident.getActivity()).isEqualTo(AlertActivity.CLOSE);
            assertThat(incident.getMergedInto()).isNull();
        });
        assertThat(remove("a")).isEmpty();
        assertThat(remove("never there")).isEmpty();
        assertThat(open).isEmpty();
    }

    @Test
    void shouldSayIntoWhichIncidentAnotherWent() {
        add(alert("a", "alice", 0, Level.LOW));

        Incidents.Outcome outcome = Incidents.add(open, "root", alert("b", "key", 1, Level.LOW), "of-the-key");

        assertThat(outcome.written()).hasSize(2);
        assertThat(outcome.written().get(1)).satisfies(incident -> {
            assertThat(incident.getUid()).isEqualTo("of-the-key");
            assertThat(incident.getActivity()).isEqualTo(AlertActivity.CLOSE);
            assertThat(incident.getMergedInto())
                    .isEqualTo(outcome.written().get(0).getUid());
        });
    }

    @Test
    void shouldStayBounded() {
        IntStream.range(0, 300).forEach(i -> add(alert("a" + i, "alice", i % 48, Level.LOW)));
        IntStream.range(0, 30).forEach(i -> add(alert("far" + i, "alice", 1_000 * i, Level.LOW)));

        assertThat(open).hasSize(8);
        assertThat(open)
                .allSatisfy(one -> assertThat(one.getIncident().getTimeline()).hasSizeLessThanOrEqualTo(64));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** The law: which incidents there are depends neither on the order of the alerts nor on their repetition. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldFindTheSameIncidentsInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<IncidentAlert> alerts = IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> alert("a" + i, "e" + random.nextInt(3), random.nextInt(150), Level.LOW))
                .collect(Collectors.toCollection(ArrayList::new));
        alerts.addAll(alerts.subList(0, alerts.size() / 2));
        Set<String> inOrder = incidents(alerts);

        Collections.shuffle(alerts, random);

        assertThat(incidents(alerts)).isEqualTo(inOrder);
    }

    private Set<String> incidents(List<IncidentAlert> alerts) {
        open = List.of();
        alerts.forEach(this::add);
        return open.stream()
                .map(one -> one.getWritten() + " " + one.getIncident().getTimeline())
                .collect(Collectors.toSet());
    }

    private List<Incident> add(IncidentAlert alert) {
        Incidents.Outcome outcome = Incidents.add(open, "root", alert, null);
        open = outcome.open();
        return outcome.written();
    }

    private List<Incident> remove(String uid) {
        return add(IncidentAlert.newBuilder(alert(uid, "", 0, Level.LOW))
                .setRemoved(true)
                .build());
    }

    private static IncidentAlert alert(String uid, String entity, int hour, Level level, String... tactics) {
        Instant time = NOON.plus(Duration.ofHours(hour));
        return new IncidentAlert(
                uid, entity, "rule-" + uid, "Title", level, List.of(tactics), "message", time, time, false);
    }
}
