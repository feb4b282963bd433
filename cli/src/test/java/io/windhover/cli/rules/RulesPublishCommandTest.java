package io.windhover.cli.rules;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesPublishCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNotPublishASetWithoutAFileThatIsNoText() throws IOException {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        Files.write(folder.resolve("binary.yml"), new byte[] {'t', (byte) 0xFF});
        write(folder.resolve("large.yml"), "#".repeat((1 << 20) + 1));

        Cli cli = publish("--allow-refused");

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.err().lines().filter(line -> line.startsWith("Not published")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("binary.yml", "large.yml").doesNotContain("trail.yml"));
    }

    @Test
    void shouldCallAFileWithErrorsByTheIdThatItTells() {
        String second = TRAIL_RULE.replace("f6f0001", "f6f0009");
        write(folder.resolve("two.yml"), TRAIL_RULE.replace("eventName:", "eventName|contain:") + "---\n" + second);

        List<RuleText> texts = CheckedRules.of(RuleFiles.read(List.of(folder))).texts();

        assertThat(texts).singleElement().satisfies(text -> {
            assertThat(text.refused()).isTrue();
            assertThat(text.ruleId()).isEqualTo(TRAIL_RULE_ID);
        });
    }

    private Cli publish(String option) {
        // Nothing listens there: it must be refused before.
        return Cli.run(
                "rules",
                "publish",
                "--bootstrap-server",
                "127.0.0.1:1",
                "--schema-registry",
                "http://127.0.0.1:1",
                option,
                folder.toString());
    }
}
