package io.windhover.cli.rules.coverage;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.cli.Cli;
import io.windhover.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCoverageCommandTest {
    private static final Path RULES = Golden.path(RulesCoverageCommandTest.class, "rules");

    @TempDir
    private Path folder;

    @Test
    void shouldShowTacticsByLogSourceAndTechniquesAndWhatIsUntagged() {
        Cli cli = Cli.run("rules", "coverage", RULES.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEqualToIgnoringNewLines("7 rules from 7 files: 0 errors, 0 warnings");
        Golden.assertEqual(getClass(), "coverage.txt", cli.out());
    }

    @Test
    void shouldWriteALayerForTheNavigator() throws IOException {
        Path file = folder.resolve("layer.json");

        Cli cli = Cli.run("rules", "coverage", "--navigator", file.toString(), RULES.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).startsWith("TACTIC");
        Golden.assertEqual(getClass(), "layer.json", Files.readString(file));
    }

    @Test
    void shouldWriteTheLayerToStandardOutputInPlaceOfTheTables() {
        Cli cli = Cli.run("rules", "coverage", "--navigator", "-", RULES.toString());

        Golden.assertEqual(getClass(), "layer.json", cli.out());
    }

    @Test
    void shouldMarkNoCellOfTheShippedRulesLayerTwice() throws IOException {
        JsonNode layer = new ObjectMapper()
                .readTree(Cli.run("rules", "coverage", "--navigator", "-").out());

        Set<String> cells = new HashSet<>();
        Set<String> whole = new HashSet<>();
        for (JsonNode technique : layer.get("techniques")) {
            String id = technique.get("techniqueID").textValue();
            assertThat(cells.add(id + " " + technique.path("tactic").asText()))
                    .as(id)
                    .isTrue();
            if (!technique.has("tactic")) {
                whole.add(id);
            }
            assertThat(technique.get("score").intValue()).isPositive();
        }
        assertThat(cells).hasSizeGreaterThan(10).noneMatch(cell -> whole.stream()
                .anyMatch(id -> cell.startsWith(id + " ") && !cell.equals(id + " ")));
        assertThat(layer.at("/gradient/maxValue").intValue())
                .isGreaterThan(layer.at("/gradient/minValue").intValue());
    }

    @Test
    void shouldGiveTheSameAsJson() {
        JsonNode json =
                Cli.run("rules", "coverage", "--json", RULES.toString()).json().get(0);

        assertThat(json.get("rules").intValue()).isEqualTo(7);
        assertThat(json.get("tactics"))
                .extracting(tactic -> tactic.get("tactic").textValue())
                .containsExactly("door-opening", "impact", "persistence", "privilege-escalation");
        assertThat(json.at("/tactics/3/log_sources").toString())
                .isEqualTo("{\"aws/cloudtrail\":1,\"azure/auditlogs\":1}");
        assertThat(json.at("/techniques/1/technique").textValue()).isEqualTo("T1098.001");
        assertThat(json.at("/techniques/1/rules"))
                .extracting(rule -> rule.get("title").textValue())
                .containsExactly("Key made", "User made");
        assertThat(json.get("incomplete"))
                .extracting(rule ->
                        rule.get("title").textValue() + ": " + rule.get("lacks").textValue())
                .containsExactly(
                        "With a tactic alone: technique",
                        "With a technique alone: tactic",
                        "Without tags: tactic and technique");
    }

    @Test
    void shouldLeaveOutRulesWithErrorsAndShowThem() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        write(folder.resolve("broken.yml"), BROKEN_RULE);

        Cli cli = Cli.run("rules", "coverage", folder.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).contains("broken.yml:6:15: error: ", "1 rule from 2 files");
        assertThat(cli.out()).contains("Every rule names a tactic and a technique.");
    }

    @Test
    void shouldEndWithTwoWhenTheLayerCannotBeWritten() {
        String file = folder.resolve("missing/layer.json").toString();

        Cli cli = Cli.run("rules", "coverage", "--navigator", file, RULES.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("windhover: " + file + ": cannot be written");
    }

    @Test
    void shouldNotMixTwoFormatsInOneOutput() {
        assertThat(Cli.run("rules", "coverage", "--navigator", "-", "--json", RULES.toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
