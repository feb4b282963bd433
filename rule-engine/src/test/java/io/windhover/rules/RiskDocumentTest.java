package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.RiskPolicy.Multiplier;
import io.windhover.rules.ir.RiskPolicy.Score;
import io.windhover.rules.ir.RiskPolicy.Tactics;
import io.windhover.rules.ir.RiskPolicy.When;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskDocumentTest {
    private static final String RISK = """
            title: Too much risk
            id: 00000000-0000-4000-8000-00000000000a
            level: critical
            risk:
              entity: [entity.principal]
              scores: {medium: 10, critical: 99.5}
              multipliers: [{when: privileged_principal, by: 1.5}]
              once-per: {rule: 12h}
              half-life: 2d
              alert-when: {any: [{score: {gte: 100}}, {tactics: {gte: 3}, within: 7d}]}
              suppress: 6h
              contributes: false
            windhover: {owner: soc, triage: Look.}
            """;

    @Test
    void shouldReadADocument() {
        Compilation compilation = RuleSetOf.files("risk.yml", RISK).compilation();

        assertThat(compilation.issues()).isEmpty();
        RiskPolicy policy = compilation.ruleSet().risk().orElseThrow();
        assertThat(policy.scores()).containsOnly(Map.entry(Level.MEDIUM, 10.0), Map.entry(Level.CRITICAL, 99.5));
        assertThat(policy.multipliers()).extracting(Multiplier::list).containsExactly("privileged_principal");
        assertThat(policy.oncePer()).isEqualTo(Duration.ofHours(12));
        assertThat(policy.halfLife()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.when())
                .isEqualTo(new When(false, List.of(new Score(100), new Tactics(3, Duration.ofDays(7)))));
        assertThat(policy.memory()).isEqualTo(Duration.ofDays(14));
        assertThat(policy.reference().getLevel()).isEqualTo(Level.CRITICAL);
        assertThat(policy.reference().getPeriod()).isEqualTo(Duration.ofHours(6).toMillis());
        assertThat(policy.reference().getOwner()).isEqualTo("soc");
        assertThat(policy.reference().getTriage()).containsExactly("Look.");
        assertThat(policy.reference().getHash()).hasSize(32);
        assertThat(compilation.ruleSet().rules()).isEmpty();
    }

    @Test
    void shouldTakeDefaultsForAllButTheConditions() {
        RiskPolicy policy = only("title: t\nrisk: {alert-when: {score: {gte: 100}}}\n");

        assertThat(policy.scores())
                .containsOnly(
                        Map.entry(Level.LOW, 5.0),
                        Map.entry(Level.MEDIUM, 20.0),
                        Map.entry(Level.HIGH, 50.0),
                        Map.entry(Level.CRITICAL, 80.0));
        assertThat(policy.when()).isEqualTo(new When(true, List.of(new Score(100))));
        assertThat(policy.halfLife()).isEqualTo(Duration.ofDays(1));
        assertThat(policy.reference().getPeriod()).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Test
    void shouldBeginAnewOnlyWhereItAddsUpOtherwise() {
        String hash = only(RISK).reference().getHash();

        assertThat(only(RISK.replace("Too much", "Far too much")).reference().getHash())
                .isEqualTo(hash);
        assertThat(only(RISK.replace("suppress: 6h", "suppress: 7h"))
                        .reference()
                        .getHash())
                .isEqualTo(hash);
        assertThat(only(RISK.replace("99.5", "99")).reference().getHash()).isNotEqualTo(hash);
        assertThat(only(RISK.replace("gte: 3", "gte: 4")).reference().getHash()).isNotEqualTo(hash);
    }

    @Test
    void shouldRunInNoHigherModeThanItsFile() {
        RuleCompiler compiler = RuleCompiler.standard();
        ParsedFile parsed = compiler.parse(new SourceFile("risk.yml", RISK));

        assertThat(risk(compiler, parsed.limitedTo(RuleMode.SHADOW))
                        .orElseThrow()
                        .reference()
                        .getMode())
                .isEqualTo(RuleMode.SHADOW);
        assertThat(risk(compiler, parsed.limitedTo(RuleMode.OFF))).isEmpty();
    }

    @Test
    void shouldTakeTheFirstOfTwoDocuments() {
        Compilation compilation = RuleSetOf.files("a.yml", RISK, "b.yml", RISK.replace("Too", "Again too"))
                .compilation();

        assertThat(compilation.ruleSet().risk().orElseThrow().reference().getTitle())
                .isEqualTo("Too much risk");
        assertThat(compilation.issues())
                .extracting(Issue::toString)
                .containsExactly("b.yml:1:1: error: The rules say already in a.yml:1:1 how alerts add up to risk.");
    }

    @Test
    void shouldWarnOfAListThatIsNotThere() {
        RuleSet rules = RuleSetOf.files("risk.yml", RISK).compilation().ruleSet();

        assertThat(rules.missingLists(Set.of("privileged_principals")))
                .extracting(Issue::toString)
                .containsExactly("risk.yml:7:24: warning: No list is called 'privileged_principal'."
                        + " (did you mean 'privileged_principals'?)");
        assertThat(rules.missingLists(Set.of("privileged_principal"))).isEmpty();
    }

    private static Optional<RiskPolicy> risk(RuleCompiler compiler, ParsedFile file) {
        return compiler.compile(List.of(file)).ruleSet().risk();
    }

    private static RiskPolicy only(String text) {
        Compilation compilation = RuleSetOf.files("risk.yml", text).compilation();
        assertThat(compilation.issues()).isEmpty();
        return compilation.ruleSet().risk().orElseThrow();
    }
}
