package io.windhover.cli.rules;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesListCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldListTheRulesOfAFolderInColumns() {
        Path file = write(folder.resolve("trail.yml"), TRAIL_RULE);
        write(folder.resolve("broken.yml"), BROKEN_RULE);

        Cli cli = Cli.run("rules", "list", folder.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.lines()).hasSize(2);
        assertThat(cli.lines().get(0)).matches("LEVEL +STATUS +KIND +LOG SOURCE +ID +TITLE +FILE");
        assertThat(cli.lines().get(1).split(" {2,}"))
                .containsExactly(
                        "high", "test", "event", "aws/cloudtrail", TRAIL_RULE_ID, "Trail stopped", file.toString());
    }

    @Test
    void shouldListRulesAsJson() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);

        Cli cli = Cli.run("rules", "list", "--json", folder.toString());

        JsonNode rule = cli.json().get(0);
        assertThat(rule.get("id").textValue()).isEqualTo(TRAIL_RULE_ID);
        assertThat(rule.get("mode").textValue()).isEqualTo("live");
        assertThat(rule.at("/log_source/service").textValue()).isEqualTo("cloudtrail");
        assertThat(rule.get("line").intValue()).isOne();
    }

    @Test
    void shouldListTheShippedRulesWithoutAFolder() {
        Cli cli = Cli.run("rules", "list", "--json");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.json()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(cli.json())
                .allSatisfy(rule -> assertThat(rule.get("file").textValue()).startsWith("rules/"));
    }
}
