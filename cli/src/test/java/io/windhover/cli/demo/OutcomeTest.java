package io.windhover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Outcome outcome = new Outcome();

    @Test
    void shouldCountAnAlertOnceHoweverOftenItIsUpdated() {
        outcome.alert(alert("a", AlertActivity.CREATE, 1), NOON.toEpochMilli(), 100);
        outcome.alert(alert("a", AlertActivity.UPDATE, 7), NOON.toEpochMilli(), 50);

        assertThat(outcome.alerts()).singleElement().satisfies(alert -> assertThat(alert.getCount())
                .isEqualTo(7));
        assertThat(outcome.updates()).isEqualTo(1);
        assertThat(outcome.alertBytes()).isEqualTo(150);
    }

    @Test
    void shouldNotCountAnAlertThatWentIntoAnother() {
        outcome.alert(alert("a", AlertActivity.CREATE, 1), NOON.toEpochMilli(), 100);
        outcome.alert(alert("b", AlertActivity.CREATE, 1), NOON.toEpochMilli(), 100);
        outcome.alert(alert("b", AlertActivity.CLOSE, 1), NOON.toEpochMilli(), 50);

        assertThat(outcome.alerts()).extracting(Alert::getUid).containsExactly("a");
    }

    private static Alert alert(String uid, AlertActivity activity, long count) {
        RuleReference rule = RuleReference.newBuilder()
                .setUid("rule")
                .setTitle("Rule")
                .setLevel(Level.HIGH)
                .setHash("hash")
                .build();
        Evidence evidence = new Evidence("event", NOON, NOON, "windhover.events", 0, 0L, "");
        return new Alert(
                uid,
                activity,
                Level.HIGH,
                rule,
                1L,
                "entity",
                "",
                "message",
                Map.of(),
                NOON,
                NOON,
                count,
                List.of(evidence),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                AlertStatus.NEW,
                Verdict.UNKNOWN,
                null);
    }
}
