package io.windhover.cli.rules.backtest;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesBacktestCommandTest {
    @TempDir
    private Path folder;

    private Path rules;

    @BeforeEach
    void writeRules() {
        rules = write(folder.resolve("rules/stop.yml"), TRAIL_RULE).getParent();
        write(rules.resolve("describe.yml"), rule("Trails listed", "0002", "DescribeTrails", "low", "threshold: 3"));
        write(rules.resolve("never.yml"), rule("Never seen", "0003", "NoSuchCall", "medium", "mode: live"));
    }

    @Test
    void shouldCountMatchesByRuleNoisiestFirst() {
        // Given
        Path file = write(
                folder.resolve("trail.ndjson"),
                String.join(
                        "\n",
                        at("1", "DescribeTrails", "alice", "2026-10-13T09:00:00Z"),
                        at("2", "DescribeTrails", "alice", "2026-10-13T09:10:00Z"),
                        at("3", "DescribeTrails", "bob", "2026-10-14T00:30:00Z"),
                        at("4", "StopLogging", "alice", "2026-10-13T23:59:59Z"),
                        at("5", "GetTrail", "alice", "2026-10-13T09:00:00Z")));

        // When
        Cli cli = Cli.run("rules", "backtest", "--rules", rules.toString(), "--days", "--silent", file.toString());

        // Then
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().replace(folder.toString(), "FOLDER")).isEqualToNormalizingNewlines("""
                        MATCHES   SHARE  ENTITIES  ALERTS  DAYS  BUSIEST DAY    FIRST                 LAST                  LEVEL  TITLE
                              3  60.00%         2       0     2  2026-10-13: 2  2026-10-13T09:00:00Z  2026-10-14T00:30:00Z  low    Trails listed
                              1  20.00%         1       1     1  2026-10-13: 1  2026-10-13T23:59:59Z  2026-10-13T23:59:59Z  high   Trail stopped

                        DAY (UTC)   MATCHES  TITLE
                        2026-10-13        2  Trails listed
                        2026-10-14        1  Trails listed
                        2026-10-13        1  Trail stopped

                        1 rule matched nothing:
                          Never seen (FOLDER/rules/never.yml)
                        """);
        assertThat(cli.err()).startsWith("5 events, 4 matches of 2 of 3 rules, 0 unreadable in ");
    }

    @Test
    void shouldEstimateAlertsByPeriodThresholdAndDedup() {
        // Given: three within an hour, of whom the detector makes one alert; two hours later a fourth, which is another
        // alert; the rule with threshold 3 opens at its third match.
        List<String> events = new ArrayList<>();
        for (String minute : List.of("09:00", "09:20", "09:40", "11:40")) {
            events.add(at("s" + minute, "StopLogging", "alice", "2026-10-13T" + minute + ":00Z"));
            events.add(at("d" + minute, "DescribeTrails", "alice", "2026-10-13T" + minute + ":00Z"));
        }
        events.add(at("other", "StopLogging", "alice", "2026-10-13T09:41:00Z").replace("main-trail", "second-trail"));
        Path file = write(folder.resolve("trail.ndjson"), String.join("\n", events));

        // When
        List<JsonNode> plain = backtest(file);
        write(
                rules.resolve("stop.yml"),
                TRAIL_RULE.replace("windhover:\n", "windhover:\n  dedup: requestParameters.name\n"));
        List<JsonNode> deduplicated = backtest(file);

        // Then
        assertThat(plain)
                .extracting(rule ->
                        rule.at("/rule/title").textValue() + " " + rule.get("matches") + " " + rule.get("alerts"))
                .containsExactly("Trail stopped 5 2", "Trails listed 4 1");
        assertThat(deduplicated.get(0).get("alerts").longValue()).isEqualTo(3);
    }

    @Test
    void shouldCountARuleInShadowModeAsIfItWereLive() {
        write(rules.resolve("stop.yml"), TRAIL_RULE.replace("windhover:\n", "windhover:\n  mode: shadow\n"));
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        Cli cli = Cli.run("rules", "backtest", "--rules", rules.toString(), file.toString());

        assertThat(cli.lines().get(1).strip().split(" {2,}"))
                .contains("high (shadow)")
                .satisfies(cells -> assertThat(cells[3]).isEqualTo("1"));
    }

    @Test
    void shouldNotEstimateAlertsOfInformationalMatches() {
        write(rules.resolve("stop.yml"), TRAIL_RULE.replace("level: high", "level: informational"));
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        JsonNode rule = backtest(file).get(0);

        assertThat(rule.get("matches").intValue()).isOne();
        assertThat(rule.get("alerts").intValue()).isZero();
    }

    @Test
    void shouldGiveDaysAndTimesAsJson() {
        Path file = write(
                folder.resolve("trail.ndjson"),
                at("1", "StopLogging", "alice", "2026-10-13T23:59:59Z") + "\n"
                        + at("2", "StopLogging", "bob", "2026-10-14T00:00:00Z") + "\n"
                        + at("3", "GetTrail", "bob", "2026-10-14T00:00:00Z") + "\n"
                        + at("4", "GetTrail", "bob", "2026-10-14T00:00:00Z"));

        JsonNode rule = backtest(file).get(0);

        assertThat(rule.at("/rule/id").textValue()).isEqualTo(TRAIL_RULE_ID);
        assertThat(rule.get("share").doubleValue()).isEqualTo(0.5);
        assertThat(rule.get("entities").intValue()).isEqualTo(2);
        assertThat(rule.get("more_entities").booleanValue()).isFalse();
        assertThat(rule.get("first").textValue()).isEqualTo("2026-10-13T23:59:59Z");
        assertThat(rule.get("last").textValue()).isEqualTo("2026-10-14T00:00:00Z");
        assertThat(rule.get("days").toString()).isEqualTo("{\"2026-10-13\":1,\"2026-10-14\":1}");
    }

    @Test
    void shouldShowTheNoisiestOnlyAndLeaveOutLowerLevels() {
        Path file = write(
                folder.resolve("trail.ndjson"),
                event("1", "DescribeTrails") + "\n" + event("2", "DescribeTrails") + "\n" + event("3", "StopLogging"));

        Cli top = Cli.run("rules", "backtest", "--json", "--top", "1", "--rules", rules.toString(), file.toString());
        Cli high =
                Cli.run("rules", "backtest", "--json", "--level", "high", "--rules", rules.toString(), file.toString());

        assertThat(top.json())
                .extracting(rule -> rule.at("/rule/title").textValue())
                .containsExactly("Trails listed");
        assertThat(high.json())
                .extracting(rule -> rule.at("/rule/title").textValue())
                .containsExactly("Trail stopped");
        assertThat(high.err()).contains("1 match of 1 of 3 rules");
    }

    @Test
    void shouldCountWhatCannotBeRead() {
        Path file = write(folder.resolve("mixed.ndjson"), event("1", "StopLogging") + "\n{\"some\":\"log\"}\n{bad\n");
        Path bad = write(folder.resolve("bad.ndjson"), "{\"some\":\"log\"}\n");

        Cli mixed = Cli.run("rules", "backtest", "--rules", rules.toString(), file.toString());
        Cli nothing = Cli.run("rules", "backtest", "--rules", rules.toString(), bad.toString());

        assertThat(mixed.exitCode()).isZero();
        assertThat(mixed.err()).contains("1 event, 1 match of 1 of 3 rules, 2 unreadable");
        assertThat(nothing.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldNotGuessTheTimesOfALogThatItCannotNormalise() {
        write(
                rules.resolve("door.yml"),
                rule("Door opened", "0004", "opened", "high", "mode: live")
                        .replace("product: aws, service: cloudtrail", "product: house"));
        Path file = write(folder.resolve("door.json"), "{\"eventName\":\"opened\"}\n{\"eventName\":\"opened\"}\n");

        Cli text = Cli.run("rules", "backtest", "--log-source", "house", "--rules", rules.toString(), file.toString());
        Cli json = Cli.run(
                "rules", "backtest", "--json", "--log-source", "house", "--rules", rules.toString(), file.toString());

        assertThat(text.lines().get(1).strip().split(" {2,}"))
                .containsExactly("2", "100.00%", "1", "-", "0", "-", "-", "-", "high", "Door opened");
        assertThat(json.json().get(0).has("alerts")).isFalse();
        assertThat(json.json().get(0).has("first")).isFalse();
    }

    @Test
    void shouldShowProgressOnATerminalAndTakeItAway() {
        Path file = write(folder.resolve("trail.json"), (event("1", "StopLogging") + "\n").repeat(3_000));

        Cli cli = new Cli().onTerminal().execute("rules", "backtest", "--rules", rules.toString(), file.toString());

        assertThat(cli.err()).contains("\r");
        assertThat(cli.err().substring(cli.err().lastIndexOf('\r') + 1)).startsWith("3,000 events, 3,000 matches");
    }

    private List<JsonNode> backtest(Path file) {
        return Cli.run("rules", "backtest", "--json", "--rules", rules.toString(), file.toString())
                .json();
    }

    private static String at(String uid, String operation, String user, String time) {
        return event(uid, operation, user).replace("2026-10-13T09:12:31Z", time);
    }

    private static String rule(String title, String number, String operation, String level, String windhover) {
        return """
                title: %s
                id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f%s
                logsource: {product: aws, service: cloudtrail}
                detection:
                  it: {eventName: %s}
                  condition: it
                level: %s
                windhover:
                  %s
                """.formatted(title, number, operation, level, windhover);
    }
}
