package io.windhover.cli.rules.explain;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesExplainCommandTest {
    @TempDir
    private Path folder;

    private Path rule;
    private Path events;

    @BeforeEach
    void writeFiles() {
        rule = write(folder.resolve("rules/trail.yml"), TRAIL_RULE);
        events = write(
                folder.resolve("trail.ndjson"), event("a", "DescribeTrails") + "\n" + event("b", "StopLogging") + "\n");
    }

    @Test
    void shouldShowWhyARuleDoesNotMatchTheFirstEvent() {
        // When
        Cli cli = Cli.run("rules", "explain", rule.toString(), events.toString());

        // Then
        assertThat(cli.exitCode()).isOne();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out().replace(folder.toString(), "FOLDER")).isEqualToNormalizingNewlines("""
                        rule   Trail stopped (7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0001), FOLDER/rules/trail.yml:1:1
                        event  FOLDER/trail.ndjson:1, a, 2026-10-13T09:12:31Z: arn:aws:iam::111122223333:user/alice called DescribeTrails on cloudtrail.amazonaws.com from 203.0.113.7

                        ✗ stop
                          ✗ and
                            ✓ eventSource is 'cloudtrail.amazonaws.com': cloudtrail.amazonaws.com
                            ✗ eventName is 'StopLogging': DescribeTrails

                        The rule does not match, because of:
                          eventName is 'StopLogging' does not hold: DescribeTrails
                        """);
    }

    @Test
    void shouldShowWhyARuleMatchesAndWhatItSays() {
        // When
        Cli cli = Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "2");

        // Then
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out())
                .contains("✓ eventName is 'StopLogging': StopLogging")
                .endsWith("The rule matches: level high, about arn:aws:iam::111122223333:user/alice."
                        + System.lineSeparator() + "  requestParameters.name: main-trail" + System.lineSeparator());
    }

    @Test
    void shouldFindAnEventByItsUid() {
        assertThat(Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "b")
                        .exitCode())
                .isZero();
        assertThat(Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "a")
                        .exitCode())
                .isOne();
    }

    @Test
    void shouldReadTheEventFromStandardInputInAnyContainer() {
        Cli cli = new Cli()
                .in("{\"Records\":[" + event("a", "StopLogging") + "]}")
                .execute("rules", "explain", rule.toString(), "-");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("event  -:1, a, ");
    }

    @Test
    void shouldGiveTheTreeAsJson() {
        // When
        Cli cli = Cli.run("rules", "explain", "--json", rule.toString(), events.toString());

        // Then
        JsonNode json = cli.json().get(0);
        assertThat(cli.exitCode()).isOne();
        assertThat(json.at("/rule/id").textValue()).isEqualTo(TRAIL_RULE_ID);
        assertThat(json.at("/source/line").intValue()).isOne();
        assertThat(json.get("uid").textValue()).isEqualTo("a");
        assertThat(json.get("applies").booleanValue()).isTrue();
        assertThat(json.get("matched").booleanValue()).isFalse();
        assertThat(json.at("/condition/what").textValue()).isEqualTo("stop");
        JsonNode parts = json.at("/condition/parts/0/parts");
        assertThat(parts.get(0).get("holds").booleanValue()).isTrue();
        assertThat(parts.get(0).get("decides").booleanValue()).isFalse();
        assertThat(parts.get(1).get("holds").booleanValue()).isFalse();
        assertThat(parts.get(1).get("decides").booleanValue()).isTrue();
        assertThat(parts.get(1).get("value").textValue()).isEqualTo("DescribeTrails");
    }

    @Test
    void shouldSayOfAMatchAsJsonWhatTheRuleSays() {
        JsonNode json = Cli.run("rules", "explain", "--json", rule.toString(), events.toString(), "--event", "2")
                .json()
                .get(0);

        assertThat(json.get("matched").booleanValue()).isTrue();
        assertThat(json.get("level").textValue()).isEqualTo("high");
        assertThat(json.get("entity").textValue()).endsWith("user/alice");
        assertThat(json.at("/context/requestParameters.name").textValue()).isEqualTo("main-trail");
    }

    @Test
    void shouldSayThatARuleIsForAnotherLog() {
        // Given
        write(rule, TRAIL_RULE.replace("product: aws, service: cloudtrail", "product: okta, service: okta"));

        // When
        Cli text = Cli.run("rules", "explain", rule.toString(), events.toString());
        Cli json = Cli.run("rules", "explain", "--json", rule.toString(), events.toString());

        // Then
        assertThat(text.exitCode()).isOne();
        assertThat(text.lines())
                .last()
                .isEqualTo("The rule does not apply: it is for the log source okta/okta, and the event is from"
                        + " aws/cloudtrail.");
        assertThat(json.json().get(0).get("applies").booleanValue()).isFalse();
        assertThat(json.json().get(0).has("condition")).isFalse();
    }

    @Test
    void shouldApplyTheFiltersOfTheFoldersThatAreNamed() {
        // Given
        write(folder.resolve("rules/filter.yml"), """
                title: Alice may
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [%s]
                  alice: {userIdentity.userName: alice}
                  condition: not alice
                """.formatted(TRAIL_RULE_ID));

        // When
        Cli cli = Cli.run(
                "rules",
                "explain",
                "--rules",
                folder.resolve("rules").toString(),
                "trail stopped",
                events.toString(),
                "--event",
                "2");

        // Then
        assertThat(cli.exitCode()).isOne();
        assertThat(cli.out()).contains("userIdentity.userName is 'alice' holds: alice");
    }

    @Test
    void shouldFindAShippedRuleByItsNames() {
        Cli byFile = Cli.run("rules", "explain", "--json", "iam-user-created", events.toString());
        JsonNode found = byFile.json().get(0).get("rule");

        assertThat(byFile.exitCode()).isOne();
        for (String word :
                new String[] {found.get("id").textValue(), found.get("title").textValue()}) {
            assertThat(Cli.run("rules", "explain", "--json", word, events.toString())
                            .out())
                    .isEqualTo(byFile.out());
        }
    }

    @Test
    void shouldSuggestTheRuleThatWasMeant() {
        Cli cli = Cli.run("rules", "explain", "iam-user-creatd", events.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("'iam-user-creatd'", "did you mean 'iam-user-created'?");
    }

    @Test
    void shouldAskWhichOfSeveralRulesIsMeant() {
        write(rule, TRAIL_RULE + "---\n" + TRAIL_RULE.replace("f0001", "f0009").replace("stopped", "halted"));

        Cli several = Cli.run("rules", "explain", rule.toString(), events.toString());
        Cli one = Cli.run(
                "rules", "explain", "--rules", rule.toString(), "Trail halted", events.toString(), "--event", "b");

        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(several.err()).contains("2 rules are meant", TRAIL_RULE_ID, "Trail halted");
        assertThat(one.exitCode()).isZero();
    }

    @Test
    void shouldEndWithTwoWhenThereIsNoSuchEvent() {
        assertThat(Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "3"))
                .satisfies(cli -> assertThat(cli.exitCode()).isEqualTo(2))
                .satisfies(cli -> assertThat(cli.err()).contains("no event 3", "2 events read, 0 unreadable"));
        assertThat(Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "zz")
                        .err())
                .contains("no event zz");
        assertThat(Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "0")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void shouldMakeTheValuesOfAnEventSafeAndCutThem() {
        // Given
        String evil = "\\u001b[2J\\u202e" + "x".repeat(5_000);
        Path file = write(folder.resolve("evil.json"), event("a", "StopLogging").replace("main-trail", evil));
        write(rule, TRAIL_RULE.replace("eventName: StopLogging", "requestParameters.name|contains: xx"));

        // When
        Cli cli = Cli.run("rules", "explain", rule.toString(), file.toString());

        // Then
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("\ufffd[2J\ufffdxxx").doesNotContain("\u001b", "\u202e");
        assertThat(cli.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
    }

    @Test
    void shouldShortenLongListsThatDoNotHold() {
        // Given
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            names.append("Name").append(i).append("x, ");
        }
        write(rule, TRAIL_RULE.replace("eventName: StopLogging", "eventName: [" + names + "StopLogging]"));

        // When
        Cli cli = Cli.run("rules", "explain", rule.toString(), events.toString(), "--event", "2");

        // Then
        assertThat(cli.out()).contains("✓ eventName is 'StopLogging'", "and 40 more that do not hold");
    }

    @Test
    void shouldColourOnATerminalOnly() {
        Cli cli = new Cli().onTerminal().execute("rules", "explain", rule.toString(), events.toString());

        assertThat(cli.out()).contains("\u001b[31m✗\u001b[0m stop", "\u001b[32m✓\u001b[0m \u001b[2meventSource");
    }
}
