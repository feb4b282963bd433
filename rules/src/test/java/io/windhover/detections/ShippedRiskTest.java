package io.windhover.detections;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.Compilation;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.RiskPolicy.Multiplier;
import io.windhover.rules.ir.RiskPolicy.Score;
import io.windhover.rules.ir.RiskPolicy.Tactics;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.RuleReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document that says how alerts add up, as it is shipped. */
class ShippedRiskTest {
    private static final Path FILE = Path.of(System.getProperty("user.dir"), "risk", "entity-risk.yml");

    @Test
    void shouldLoadWithoutAnIssueAndSayWhatAnAnalystNeeds() throws IOException {
        RuleCompiler compiler = RuleCompiler.standard();
        Compilation compilation =
                compiler.compile(List.of(compiler.parse(new SourceFile("entity-risk.yml", Files.readString(FILE)))));

        assertThat(compilation.issues()).isEmpty();
        RiskPolicy policy = compilation.ruleSet().risk().orElseThrow();
        RuleReference reference = policy.reference();
        assertThat(reference.getUid()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reference.getDescription()).hasSizeGreaterThan(100);
        assertThat(reference.getLicense()).isEqualTo("Apache-2.0");
        assertThat(reference.getFalsePositives()).isNotEmpty();
        assertThat(reference.getTriage()).isNotEmpty();
        assertThat(policy.multipliers()).extracting(Multiplier::list).containsExactly("privileged_principal");
        assertThat(policy.when().conditions()).containsExactly(new Score(100), new Tactics(3, Duration.ofDays(7)));
        assertThat(policy.when().all()).isFalse();
    }
}
