package io.windhover.detector.triage;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.finding;
import static io.windhover.detector.Samples.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertEstimateTest {
    private static final RuleReference RULE = rule("rule-1", Duration.ofHours(1), 1);

    private final AlertEstimate estimate = new AlertEstimate();

    @Test
    void shouldCountOneAlertForMatchesThatFollowEachOther() {
        assertThat(estimate.add(finding(RULE, "a", NOON))).isOne();
        assertThat(estimate.add(finding(RULE, "b", NOON.plusSeconds(60)))).isZero();
        assertThat(estimate.add(finding(RULE, "c", NOON.plus(Duration.ofHours(3)))))
                .isOne();
    }

    @Test
    void shouldCountAnAlertLessWhenALateEventMakesTwoOne() {
        // Given
        estimate.add(finding(RULE, "a", NOON));
        estimate.add(finding(RULE, "b", NOON.plus(Duration.ofMinutes(100))));

        // When, Then
        assertThat(estimate.add(finding(RULE, "c", NOON.plus(Duration.ofMinutes(50)))))
                .isEqualTo(-1);
    }

    @Test
    void shouldWaitForTheThreshold() {
        RuleReference twice = rule("rule-2", Duration.ofHours(1), 2);

        assertThat(estimate.add(finding(twice, "a", NOON))).isZero();
        assertThat(estimate.add(finding(twice, "b", NOON.plusSeconds(1)))).isOne();
    }

    @Test
    void shouldKeepRulesApart() {
        assertThat(estimate.add(finding(RULE, "a", NOON))).isOne();
        assertThat(estimate.add(finding(rule("rule-2", Duration.ofHours(1), 1), "a", NOON)))
                .isOne();
    }

    @Test
    void shouldCountShadowModeAsLiveAndNothingInformational() {
        RuleReference shadow = RuleReference.newBuilder(RULE)
                .setUid("s")
                .setMode(RuleMode.SHADOW)
                .build();
        RuleReference informational = RuleReference.newBuilder(RULE)
                .setUid("i")
                .setLevel(Level.INFORMATIONAL)
                .build();

        assertThat(estimate.add(finding(shadow, "a", NOON))).isOne();
        assertThat(estimate.add(finding(informational, "a", NOON))).isZero();
    }

    @Test
    void shouldForgetWhatWasAddedToLongAgoRatherThanGrowWithoutEnd() {
        // Given
        estimate.add(finding(RULE, "a", NOON));

        // When
        for (int i = 0; i < 10_000; i++) {
            estimate.add(finding(rule("other-" + i, Duration.ofHours(1), 1), "a", NOON));
        }

        // Then
        assertThat(estimate.add(finding(RULE, "b", NOON.plusSeconds(1)))).isOne();
    }
}
