package io.windhover.detector.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.windhover.rules.RuleCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ActiveRuleSet none = new RuleLibrary(RuleCompiler.standard()).none();
    private final ActiveRules rules = new ActiveRules(none);

    @Test
    void shouldTellWhetherTheNewestRulesJudge() {
        new RuleSetMetrics(registry, rules);
        assertThat(gauge("version")).isEqualTo(-1);
        assertThat(gauge("refused")).isZero();

        rules.apply(new RuleSetChange.Activated(new ActiveRuleSet(4, none.rules(), List.of())));
        rules.apply(new RuleSetChange.Refused(9, "names what is not there"));
        assertThat(gauge("version")).isEqualTo(4);
        assertThat(gauge("refused")).isOne();

        rules.apply(new RuleSetChange.Activated(new ActiveRuleSet(12, none.rules(), List.of())));
        assertThat(gauge("version")).isEqualTo(12);
        assertThat(gauge("refused")).isZero();
        assertThat(registry.get("windhover.ruleset.refusals").counter().count()).isOne();
    }

    private double gauge(String name) {
        return registry.get("windhover.ruleset." + name).gauge().value();
    }
}
