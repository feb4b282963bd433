package io.windhover.cli.cases;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.Xml;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RulesTestCommandTest {
    private static final String MINIMAL_STOP =
            "{\"eventSource\":\"cloudtrail.amazonaws.com\",\"eventName\":\"StopLogging\"}";

    @TempDir
    private Path folder;

    private Path tests;

    @BeforeEach
    void writeRule() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        tests = folder.resolve("trail.test.ndjson");
    }

    @Test
    void shouldPassWhenEventsAreAsTheirLinesSay() {
        write(
                tests,
                line("stopped", true, event("1", "StopLogging"))
                        + line("looked", false, event("2", "GetTrail"))
                        + line("only what matters", true, MINIMAL_STOP));

        Cli cli = test();

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualToIgnoringNewLines("1 rule, 3 test events: 3 passed, 0 failed");
    }

    @Test
    void shouldKnowWhereAddressesAre() {
        write(
                folder.resolve("trail.yml"),
                TRAIL_RULE.replace("eventName: StopLogging", "ocsf.src_endpoint.location.country: KP"));
        write(tests, line("far away", true, event("1", "StopLogging")));
        Path table = write(folder.resolve("own/table.ndjson"), "{\"range\":\"203.0.113.0/24\",\"country\":\"KP\"}");

        Cli cli = Cli.run(
                "rules",
                "test",
                "--network",
                table.toString(),
                folder.resolve("trail.yml").toString());
        Cli without = Cli.run("rules", "test", folder.resolve("trail.yml").toString());

        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isZero();
        assertThat(without.exitCode()).isOne();
        assertThat(without.err()).contains("see --network");
    }

    @Test
    void shouldExplainWhyAnEventDoesNotMatch() {
        write(tests, line("stopped", true, event("1", "StopLogging")) + line("looked", true, event("2", "GetTrail")));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines())
                .containsExactly(
                        tests + ":2:1: error: 'looked': the rule does not match, and must.",
                        "    " + folder.resolve("trail.yml") + ":1:1: Trail stopped",
                        "      - stop",
                        "        - and",
                        "          + eventSource is 'cloudtrail.amazonaws.com': cloudtrail.amazonaws.com",
                        "          - eventName is 'StopLogging': GetTrail");
        assertThat(cli.err()).contains("1 passed, 1 failed");
    }

    @Test
    void shouldExplainWhyAnEventMatches() {
        write(tests, line("stopped", false, event("1", "StopLogging")));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).contains("'stopped': the rule matches, and must not.", "+ eventName is 'StopLogging'");
    }

    @Test
    void shouldCheckTheLevel() {
        String right = "{\"name\":\"a\",\"match\":true,\"level\":\"high\",\"event\":" + MINIMAL_STOP + "}\n";
        write(tests, right + right.replace("high", "low"));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines())
                .containsExactly(tests + ":2:1: error: 'a': the rule matches with level high, and must with low.");
    }

    @Test
    void shouldShowTheOriginOfAMalformedLineAndRunTheOthers() {
        write(tests, "{\"name\":\"a\",\"macth\":true,\"event\":{}}\n" + line("stopped", true, MINIMAL_STOP));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines().get(0)).isEqualTo(tests + ":1:13: error: Unknown key 'macth'.");
        assertThat(cli.lines().get(2)).endsWith("^ did you mean 'match'?");
        assertThat(cli.err()).contains("1 test event: 1 passed, 0 failed; 1 mistake in test files");
    }

    @Test
    void shouldFailOnRulesWithoutTestsOnlyWhenTheyAreRequired() {
        Cli lenient = test();
        Cli strict = test("--require-tests");

        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).contains("trail.yml:1:1: warning: 'Trail stopped' has no test events");
        assertThat(strict.exitCode()).isOne();
        assertThat(strict.out()).contains("trail.yml:1:1: error: 'Trail stopped' has no test events");
    }

    @Test
    void shouldFailWhenTheRuleIsRefused() {
        write(folder.resolve("broken.yml"), BROKEN_RULE);
        write(folder.resolve("broken.test.ndjson"), line("never judged", false, "{}"));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).contains("Unknown modifier", "'never judged': the rule has errors.");
    }

    @Test
    void shouldFailOnEventsWithoutARule() {
        write(folder.resolve("trial.test.ndjson"), line("orphan", false, "{}"));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).contains("trial.test.ndjson:1:1: error: There is no rule beside these events");
        assertThat(cli.out()).contains("did you mean 'trail.yml'?");
    }

    @Test
    void shouldApplyFiltersAndAskTheRuleThatALineNames() {
        write(folder.resolve("filter.yml"), """
                title: The training account
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: any
                  training: {recipientAccountId: "111122223333"}
                  condition: not training
                """);
        String named = "{\"name\":\"%s\",\"match\":%s,\"rule\":\"%s\",\"event\":%s}%n";
        write(
                folder.resolve("filter.test.ndjson"),
                named.formatted("training", false, TRAIL_RULE_ID, event("1", "StopLogging"))
                        + named.formatted("others", true, "Trail stopped", MINIMAL_STOP)
                        + line("unnamed", true, MINIMAL_STOP));

        Cli cli = test();

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).contains("2 passed, 0 failed, 1 skipped");
        assertThat(cli.out()).contains("filter.test.ndjson:3:1: warning: 'unnamed': ");
    }

    @Test
    void shouldAskAllRulesOfAFileAndThoseThatACorrelationSilences() {
        write(folder.resolve("trail.yml"), TRAIL_RULE.replace("title:", "name: stopped\ntitle:") + """
                ---
                title: Key deleted
                id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0003
                logsource: {product: azure}
                detection: {s: {op: DeleteKey}, condition: s}
                ---
                title: Many
                id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0004
                correlation: {type: event_count, rules: [stopped], timespan: 5m, group-by: [a], condition: {gte: 5}}
                """);
        write(
                tests,
                line("the first", true, MINIMAL_STOP)
                        + line("the second", true, "{\"op\":\"DeleteKey\"}")
                        + line("neither", false, "{\"op\":\"GetKey\"}"));

        Cli cli = test();

        assertThat(cli.err()).contains("3 rules, 3 test events: 3 passed, 0 failed; 1 rule without test events");
        assertThat(cli.exitCode()).isZero();

        write(tests, line("none", true, "{}") + line("one", false, MINIMAL_STOP));

        assertThat(test().out())
                .contains("'none': none of the rules matches, and one must.")
                .contains("'one': one of the rules matches, and none may.")
                .contains("Key deleted");
    }

    @Test
    void shouldWriteOneResultALineAsJson() {
        write(folder.resolve("other.yml"), TRAIL_RULE.replace("f6f0001", "f6f0009"));
        write(tests, line("stopped", true, MINIMAL_STOP) + line("again", false, MINIMAL_STOP) + "[]\n");

        Cli cli = test("--json");

        assertThat(cli.json())
                .extracting(result -> result.get("result").textValue())
                .containsExactly("malformed", "passed", "failed", "untested");
        JsonNode failed = cli.json().get(2);
        assertThat(failed.get("file").textValue()).isEqualTo(tests.toString());
        assertThat(failed.get("line").intValue()).isEqualTo(2);
        assertThat(failed.get("rules").get(0).textValue()).isEqualTo(TRAIL_RULE_ID);
        assertThat(failed.get("explanations").get(0).textValue()).startsWith("+ stop\n");
    }

    @Test
    void shouldWriteAJUnitReportToAFileAndTheTextBeside() throws Exception {
        write(folder.resolve("other.yml"), TRAIL_RULE.replace("f6f0001", "f6f0009"));
        write(tests, line("stopped", true, MINIMAL_STOP) + line("<again>", false, MINIMAL_STOP) + "[]\n");
        Path report = folder.resolve("new/reports/rules.xml");

        Cli cli = test("--format", "junit", "--output", report.toString());

        assertThat(cli.out()).contains("'<again>': the rule matches, and must not.");
        Document document = Xml.parse(Files.readString(report));
        assertThat(Xml.elements(document, "testsuites").get(0).getAttribute("tests"))
                .isEqualTo("4");
        assertThat(Xml.elements(document, "testcase"))
                .extracting(each -> each.getAttribute("name"))
                .containsExactly("line 3", "stopped", "<again>", "Trail stopped");
        assertThat(Xml.elements(document, "failure"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getTextContent()).contains("+ eventName is 'StopLogging'"));
        assertThat(Xml.elements(document, "error")).hasSize(1);
        assertThat(Xml.elements(document, "skipped")).hasSize(1);
    }

    @Test
    void shouldPassOverNoFolderThatIsMissing() {
        Cli cli = Cli.run("rules", "test", folder.resolve("trial.yml").toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("no such file or directory; did you mean", "trail.yml'?");
    }

    private Cli test(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "rules";
        arguments[1] = "test";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 1] = folder.toString();
        return Cli.run(arguments);
    }

    private static String line(String name, boolean match, String event) {
        return "{\"name\":\"" + name + "\",\"match\":" + match + ",\"event\":" + event + "}\n";
    }
}
