package io.windhover.cli.rules;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.cli.Cli;
import io.windhover.cli.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RulesCheckCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldEndWithZeroWhenAllIsWell() {
        write(folder.resolve("a/trail.yml"), TRAIL_RULE);

        Cli cli = Cli.run("rules", "check", folder.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualToIgnoringNewLines("1 rule from 1 file: 0 errors, 0 warnings");
    }

    @Test
    void shouldDrawAnErrorWithItsPlaceAndEndWithOne() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        Path broken = write(folder.resolve("deep/er/broken.yaml"), BROKEN_RULE);

        Cli cli = Cli.run("rules", "check", folder.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines().get(0)).startsWith(broken + ":6:15: error: ");
        assertThat(cli.lines().get(1)).isEqualTo("     6 |     eventName|contain: Stop");
        assertThat(cli.lines().get(2)).startsWith("       |               ^").contains("contains");
        assertThat(cli.out()).doesNotContain("\u001b");
    }

    @Test
    void shouldWriteAnIssueAsJson() {
        Path broken = write(folder.resolve("broken.yml"), BROKEN_RULE);

        Cli cli = Cli.run("rules", "check", "--json", folder.toString());

        assertThat(cli.exitCode()).isOne();
        JsonNode issue = cli.json().get(0);
        assertThat(issue.fieldNames())
                .toIterable()
                .containsExactly("severity", "file", "line", "column", "message", "suggestion");
        assertThat(issue.get("severity").textValue()).isEqualTo("error");
        assertThat(issue.get("file").textValue()).isEqualTo(broken.toString());
        assertThat(issue.get("line").intValue()).isEqualTo(6);
        assertThat(issue.get("column").intValue()).isEqualTo(15);
        assertThat(issue.get("suggestion").textValue()).contains("contains");
    }

    @Test
    void shouldFailOnWarningsOnlyWhenStrict() {
        // "all" over a single value is a warning.
        write(folder.resolve("trail.yml"), TRAIL_RULE.replace("eventName: StopLogging", "eventName|all: StopLogging"));

        Cli lenient = Cli.run("rules", "check", folder.toString());
        Cli strict = Cli.run("rules", "check", "--strict", folder.toString());

        assertThat(lenient.out()).contains("warning: ");
        assertThat(lenient.exitCode()).isZero();
        assertThat(strict.exitCode()).isOne();
    }

    @Test
    void shouldWarnOfAListThatNobodyGaveOnceListsAreGiven() {
        Path rule = write(
                folder.resolve("trail.yml"),
                TRAIL_RULE.replace("eventName: StopLogging", "sourceIPAddress|lookup: networks"));
        Path network = write(folder.resolve("lists/network.txt"), "203.0.113.0/24\n");

        Cli without = Cli.run("rules", "check", rule.toString());
        Cli with = Cli.run("rules", "check", "--lists", network.getParent().toString(), rule.toString());

        assertThat(without.out()).isEmpty();
        assertThat(with.exitCode()).isZero();
        assertThat(with.out())
                .contains("warning: No list is called 'networks'.")
                .contains("did you mean 'network'?");
    }

    @Test
    void shouldReportAFileThatIsNotText() throws IOException {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        Path binary = folder.resolve("binary.yml");
        Files.write(binary, new byte[] {'t', (byte) 0xFF, 'x'});

        Cli cli = Cli.run("rules", "check", folder.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).startsWith(binary + ":1:1: error: the file is not text in UTF-8");
    }

    @Test
    void shouldReadFilesWithAByteOrderMark() {
        write(folder.resolve("trail.yml"), "\uFEFF" + TRAIL_RULE);

        assertThat(Cli.run("rules", "check", folder.toString()).exitCode()).isZero();
    }

    @Test
    void shouldLeaveOutHiddenFilesOtherFilesAndBuildOutput() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        write(folder.resolve(".git/broken.yml"), BROKEN_RULE);
        write(folder.resolve("trail.test.ndjson"), "{}");
        write(folder.resolve("pom.xml"), "<project/>");
        write(folder.resolve("target/classes/trail.yml"), TRAIL_RULE);

        Cli cli = Cli.run("rules", "check", folder.toString());

        assertThat(cli.err()).startsWith("1 rule from 1 file");
    }

    @Test
    void shouldReadAFileThatIsNamedTwiceOnce() {
        Path file = write(folder.resolve("trail.yml"), TRAIL_RULE);

        Cli cli = Cli.run("rules", "check", folder.toString(), file.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).startsWith("1 rule from 1 file");
    }

    @Test
    void shouldEndWithTwoWhenAFolderIsMissingOrEmpty() {
        Cli missing = Cli.run("rules", "check", folder.resolve("none").toString());
        Cli empty = Cli.run("rules", "check", folder.toString());

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("none: no such file or directory");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("no rule file");
    }

    @Test
    void shouldStripControlCharactersFromRuleText() {
        write(folder.resolve("broken.yml"), BROKEN_RULE.replace("contain: Stop", "contain: \"\u001b]0;owned\u0007\""));

        Cli cli = Cli.run("rules", "check", folder.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).doesNotContain("\u001b", "\u0007");
    }

    @Test
    void shouldColourOnATerminal() {
        write(folder.resolve("broken.yml"), BROKEN_RULE);

        Cli cli = new Cli().onTerminal().execute("rules", "check", folder.toString());

        assertThat(cli.out()).contains("\u001b[1;31merror:\u001b[0m");
    }

    @Test
    void shouldWriteSarifToAFileAndTheTextBeside() throws IOException {
        Path broken = write(folder.resolve("broken.yml"), BROKEN_RULE);
        Path report = folder.resolve("reports/rules.sarif");

        Cli cli = Cli.run("rules", "check", "--format", "sarif", "--output", report.toString(), folder.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).startsWith(broken + ":6:15: error: ");
        JsonNode run = new ObjectMapper().readTree(report.toFile()).get("runs").get(0);
        assertThat(run.at("/tool/driver/version").textValue()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(run.get("results")).hasSize(1);
        assertThat(run.at("/results/0/locations/0/physicalLocation/region/startColumn")
                        .intValue())
                .isEqualTo(15);
    }

    @Test
    void shouldWriteJUnitWithErrorsAsFailuresAndWarningsInSystemOut() throws Exception {
        write(folder.resolve("broken.yml"), BROKEN_RULE);
        write(folder.resolve("trail.yml"), TRAIL_RULE.replace("eventName: StopLogging", "eventName|all: StopLogging"));

        Cli lenient = Cli.run("rules", "check", "--format", "junit", folder.toString());
        Cli strict = Cli.run("rules", "check", "--format", "junit", "--strict", folder.toString());

        Document document = Xml.parse(lenient.out());
        assertThat(Xml.elements(document, "testcase")).hasSize(2);
        assertThat(Xml.elements(document, "failure"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getTextContent()).contains("broken.yml:6:15: error: "));
        assertThat(Xml.elements(document, "system-out"))
                .singleElement()
                .satisfies(text -> assertThat(text.getTextContent()).contains("trail.yml:11:5: warning: "));
        assertThat(Xml.elements(Xml.parse(strict.out()), "failure")).hasSize(2);
    }

    @Test
    void shouldRefuseTwoFormatsAtOnceAndAFileThatCannotBeWritten() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);

        Cli two = Cli.run("rules", "check", "--json", "--format", "sarif", folder.toString());
        Cli unwritable = Cli.run("rules", "check", "--output", folder.toString(), folder.toString());

        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(two.err()).contains("mutually exclusive");
        assertThat(unwritable.exitCode()).isEqualTo(2);
        assertThat(unwritable.err()).contains("cannot be written");
    }
}
