package io.windhover.cli.remember;

import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands make of rules that remember. */
class RememberingTest {
    private static final String ID = "7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0011";
    private static final String RULES = """
            title: Trail looked at
            name: looked
            id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0012
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {eventName: GetTrail}, condition: s}
            ---
            title: Trail stopped
            name: stopped
            id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0013
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {eventName: StopLogging}, condition: s}
            ---
            title: Looked, then stopped
            id: %s
            tags: [attack.defense-impairment, attack.t1685.002]
            correlation:
                type: sequence
                group-by: entity.principal
                timespan: 10m
                steps: [{rule: looked, count: 2}, {rule: stopped}]
            level: critical
            """.formatted(ID);
    private static final String ABSENCE = RULES.substring(0, RULES.lastIndexOf("---")) + """
            ---
            title: Looked and never stopped
            id: %s
            correlation: {type: absence, group-by: entity.principal, trigger: looked, expect: stopped, timespan: 1h}
            """.formatted(ID);

    @TempDir
    private Path folder;

    private Path rules;
    private Path log;

    @BeforeEach
    void writeRules() {
        rules = write(folder.resolve("rules/trail.yml"), RULES);
        log = folder.resolve("log.ndjson");
    }

    @Test
    void shouldDetectWhatSeveralEventsComeTo() {
        write(log, at("09:00", "GetTrail") + at("09:01", "GetTrail") + at("09:05", "StopLogging"));

        Cli cli = detect();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines())
                .singleElement()
                .asString()
                .startsWith("2026-10-13T09:05:00Z  CRITICAL  T1685.002  111122223333:user/ada")
                .contains("2 × looked, then stopped within 10 min (")
                .endsWith("Looked, then stopped  " + log + ":3");
    }

    @Test
    void shouldTellAProgramWhy() {
        write(log, at("09:00", "GetTrail") + at("09:01", "GetTrail") + at("09:05", "StopLogging"));

        JsonNode alert = detect("--json").json().get(0);

        assertThat(alert.at("/rule/id").textValue()).isEqualTo(ID);
        assertThat(alert.get("group").get(0).textValue()).isEqualTo("arn:aws:iam::111122223333:user/ada");
        assertThat(alert.get("reasons").get(0).get("name").textValue()).isEqualTo("steps");
        assertThat(alert.get("related"))
                .extracting(related -> related.get("uid").textValue())
                .containsExactly("GetTrail-09:00", "GetTrail-09:01");
        assertThat(alert.at("/source/line").intValue()).isEqualTo(3);
    }

    @Test
    void shouldLetTheTimeGoOnWithTheEvents() {
        write(rules, ABSENCE);
        write(log, at("09:00", "GetTrail") + at("09:59", "ListTrails"));
        assertThat(detect().exitCode()).isZero();
        write(log, at("09:00", "GetTrail") + at("10:01", "ListTrails"));

        assertThat(detect().out()).contains("no stopped within 1 h after looked", log + ":1");
    }

    @Test
    void shouldSayThatEventsCameTooLateUnlessTheGraceAllowsIt() {
        write(
                log,
                at("09:00", "GetTrail")
                        + at("12:00", "GetTrail")
                        + at("09:01", "GetTrail")
                        + at("09:05", "StopLogging"));

        assertThat(detect().err()).contains("2 matches came too late for rules that remember");
        Cli patient = detect("--grace", "1d");

        assertThat(patient.err()).doesNotContain("too late");
        assertThat(patient.lines()).singleElement().asString().endsWith(":4");
        assertThat(detect("--grace", "soon").err()).contains("is no span of time");
    }

    @Test
    void shouldCountInABacktest() {
        write(log, at("09:00", "GetTrail") + at("09:01", "GetTrail") + at("09:05", "StopLogging"));

        Cli cli = Cli.run("rules", "backtest", "--json", "--silent", "--rules", rules.toString(), log.toString());

        assertThat(cli.json()).singleElement().satisfies(tally -> {
            assertThat(tally.at("/rule/id").textValue()).isEqualTo(ID);
            assertThat(tally.get("matches").intValue()).isOne();
            assertThat(tally.get("alerts").intValue()).isOne();
            assertThat(tally.at("/days/2026-10-13").intValue()).isOne();
        });
        assertThat(cli.err()).contains("1 match of 1 of 1 rule");
    }

    @Test
    void shouldListWhatAlertsAndWhatOnlyFeedsIt() {
        Cli cli = Cli.run("rules", "list", rules.toString());

        assertThat(cli.lines().stream()
                        .skip(1)
                        .map(line -> line.split(" {2,}", -1)[0] + " " + line.split(" {2,}", -1)[2]))
                .containsExactly("- event", "- event", "critical correlation");
        assertThat(cli.err()).contains("3 rules from 1 file");
        assertThat(Cli.run("rules", "list", "--json", rules.toString()).json())
                .extracting(rule -> rule.get("kind").textValue() + " " + rule.get("alerts") + " "
                        + rule.get("log_sources").get(0).textValue())
                .containsExactly(
                        "event false aws/cloudtrail", "event false aws/cloudtrail", "correlation true aws/cloudtrail");
    }

    @Test
    void shouldCoverWithTheRulesThatAlert() {
        Cli cli = Cli.run("rules", "coverage", "--json", rules.toString());

        assertThat(cli.json().get(0).get("rules").intValue()).isOne();
        assertThat(cli.out()).contains("T1685.002", "aws/cloudtrail");
    }

    @Test
    void shouldExplainTheRulesThatItLooksAt() {
        write(log, at("09:00", "GetTrail"));

        Cli cli = Cli.run("rules", "explain", "--rules", rules.toString(), ID, log.toString());
        Cli base = Cli.run("rules", "explain", "--rules", rules.toString(), "looked", log.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("'Looked, then stopped' remembers: it fires on several events");
        assertThat(base.exitCode()).isZero();
    }

    private Cli detect(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "detect";
        arguments[1] = "--rules";
        arguments[2] = rules.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        arguments[arguments.length - 1] = log.toString();
        return Cli.run(arguments);
    }

    private static String at(String time, String operation) {
        return event(operation + "-" + time, operation, "ada").replace("09:12:31", time + ":00") + "\n";
    }
}
