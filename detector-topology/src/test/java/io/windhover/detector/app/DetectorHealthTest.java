package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.ruleset.ActiveRuleSet;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.ruleset.RuleLibrary;
import io.windhover.detector.serving.Health;
import io.windhover.rules.RuleCompiler;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectorHealthTest {
    private final ActiveRuleSet none = new RuleLibrary(RuleCompiler.standard()).none();
    private final ActiveRules rules = new ActiveRules(new ActiveRuleSet(7, none.rules(), List.of()));

    @Test
    void shouldBeReadyWhereItRunsWithRules() {
        assertThat(health(KafkaStreams.State.RUNNING, rules)).isEqualTo(new Health(true, true, List.of()));
    }

    @Test
    void shouldNotBeReadyWithoutRules() {
        assertThat(health(KafkaStreams.State.RUNNING, new ActiveRules(none)))
                .isEqualTo(new Health(true, false, List.of("no rule set is active")));
    }

    @ParameterizedTest
    @EnumSource(names = "RUNNING", mode = EnumSource.Mode.EXCLUDE)
    void shouldNotBeReadyInAnyOtherState(KafkaStreams.State state) {
        assertThat(health(state, rules).ready()).isFalse();
        assertThat(health(state, rules).reasons()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "PENDING_ERROR"})
    void shouldNotBeLiveWhereItGaveUp(KafkaStreams.State state) {
        assertThat(health(state, rules).live()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ERROR", "PENDING_ERROR"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldBeLiveOtherwise(KafkaStreams.State state) {
        assertThat(health(state, rules).live()).isTrue();
    }

    private static Health health(KafkaStreams.State state, ActiveRules rules) {
        return new DetectorHealth(() -> state, rules).get();
    }
}
