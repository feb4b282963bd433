package io.windhover.cli.cases;

import static io.windhover.cli.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code windhover rules test} with events in time. */
class SequenceTest {
    private static final String BASE = """
            title: Trail looked at
            name: looked
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {eventName: GetTrail}, condition: s}
            ---
            title: Trail stopped
            name: stopped
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {eventName: StopLogging}, condition: s}
            level: high
            ---
            """;
    private static final String SEQUENCE = BASE + """
            title: Looked, then stopped
            id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0011
            correlation:
                type: sequence
                group-by: entity.principal
                timespan: 10m
                steps: [{rule: looked, count: 2}, {rule: stopped}]
            level: critical
            """;
    private static final String ABSENCE = BASE + """
            title: Looked and never stopped
            correlation: {type: absence, group-by: entity.principal, trigger: looked, expect: stopped, timespan: 1h}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldJudgeEventsByTheTimesOfTheTest() {
        write(
                folder.resolve("trail.yml"),
                SEQUENCE,
                folder.resolve("trail.test.ndjson"),
                line("within", true, looked("0s", 2, "1m"), stopped("9m"))
                        + line("too slow", false, looked("0s", 2, "1m"), stopped("11m"))
                        + line("too few", false, looked("0s", 1, "1m"), stopped("2m"))
                        + line("another", false, looked("0s", 2, "1m"), at("2m", event("9", "StopLogging", "bob"))));

        Cli cli = test();

        assertThat(cli.out()).isEmpty();
        assertThat(cli.exitCode()).isZero();
        // None is without test events: the sequence looks at the others.
        assertThat(cli.err()).isEqualToIgnoringNewLines("3 rules, 4 test events: 4 passed, 0 failed");
    }

    @Test
    void shouldTellWhatHappenedWhereNothingFired() {
        write(
                folder.resolve("trail.yml"),
                SEQUENCE,
                folder.resolve("trail.test.ndjson"),
                line("early", true, stopped("0s"), looked("1m", 3, "1m"), at("10d3h", event("7", "StartLogging"))));

        Cli cli = test();

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines())
                .contains(
                        folder.resolve("trail.test.ndjson") + ":1:1: error: 'early': the rule does not fire, and must.",
                        "    event 1 (0s): 'Trail stopped' tells 'Looked, then stopped' of"
                                + " arn:aws:iam::111122223333:user/ada",
                        "    event 2 (1m to 3m, 3 times): 'Trail looked at' tells 'Looked, then stopped' of"
                                + " arn:aws:iam::111122223333:user/ada (3 times)",
                        "    event 3 (10d3h): no rule that matters matches",
                        "    nothing fired",
                        "    event 3: " + folder.resolve("trail.yml") + ":1:1: Trail looked at",
                        "        - eventName is 'GetTrail': StartLogging");
    }

    @Test
    void shouldTellWhatFiredWhereNothingMust() {
        write(
                folder.resolve("trail.yml"),
                SEQUENCE,
                folder.resolve("trail.test.ndjson"),
                line("within", false, looked("0s", 2, "1m"), stopped("9m")));

        assertThat(test().lines())
                .anySatisfy(text -> assertThat(text).contains("the rule fires, and must not"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith(
                                "    'Looked, then stopped' fired for arn:aws:iam::111122223333:user/ada at event 2: "
                                        + "2 × looked, then stopped within 10 min ("));
        JsonNode result = test("--json").json().get(0);
        assertThat(result.get("notes").get(1).textValue()).startsWith("event 2 (9m): 'Trail stopped' tells");
    }

    @Test
    void shouldLetTheTimeGoOnAsFarAsTheTestSays() {
        write(
                folder.resolve("trail.yml"),
                ABSENCE,
                folder.resolve("trail.test.ndjson"),
                line("not yet", false, looked("0s", 1, "1m"))
                        + line("never", true, looked("0s", 1, "1m")).replace("\"match\"", "\"until\":\"2h\",\"match\"")
                        + line("stopped", false, looked("0s", 1, "1m"), stopped("5m"))
                                .replace("\"match\"", "\"until\":\"2h\",\"match\""));

        Cli cli = test();

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("3 passed, 0 failed");
    }

    @Test
    void shouldCountAlertsAndCompareTheirLevel() {
        String twice =
                looked("0s", 2, "1m") + "," + stopped("2m") + "," + looked("1d", 2, "1m") + "," + stopped("1d2m");
        String right = line("twice", true, twice).replace("\"match\"", "\"alerts\":2,\"level\":\"critical\",\"match\"");
        write(
                folder.resolve("trail.yml"),
                SEQUENCE,
                folder.resolve("trail.test.ndjson"),
                right + right.replace("\"alerts\":2", "\"alerts\":1") + right.replace("critical", "low"));

        assertThat(test().out())
                .contains(":2:1: error: 'twice': there are 2 alerts, and must be 1.")
                .contains(":3:1: error: 'twice': the rule fires with level critical, and must with low.");
    }

    @Test
    void shouldSayWhereAnAddressIs() {
        write(
                folder.resolve("trail.yml"),
                """
                title: From abroad
                logsource: {product: aws, service: cloudtrail}
                detection: {s: {ocsf.src_endpoint.location.country: DE}, condition: s}
                """,
                folder.resolve("trail.test.ndjson"),
                line("at once", true, looked("0s", 1, "1m")).replace("\"match\"", place("DE") + ",\"match\"")
                        + "{\"name\":\"alone\",\"match\":true," + place("DE") + ",\"event\":" + event("1", "GetTrail")
                        + "}\n"
                        + "{\"name\":\"elsewhere\",\"match\":false," + place("FR") + ",\"event\":"
                        + event("1", "GetTrail") + "}\n");

        Cli cli = test();

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("3 passed, 0 failed");
    }

    @Test
    void shouldTakeTheLogThatIsNamedOrTheOnlyOneThatThereIs() {
        String partial = "{\"eventName\":\"GetTrail\",\"a\":\"x\"}";
        String two = "title: Many\ncorrelation: {type: event_count, rules: [%s], timespan: 5m, group-by: a,"
                + " condition: {gte: 2}}\n";
        write(
                folder.resolve("one.yml"),
                BASE + two.formatted("looked"),
                folder.resolve("one.test.ndjson"),
                line("own log", true, at("0s", partial), at("1m", partial)));
        write(
                folder.resolve("two.yml"),
                """
                title: Azure
                name: azure
                logsource: {product: azure, service: activitylogs}
                detection: {s: {eventName: GetTrail}, condition: s}
                ---
                title: Google
                name: google
                logsource: {product: gcp}
                detection: {s: {eventName: GetTrail}, condition: s}
                ---
                """ + two.formatted("azure, google"),
                folder.resolve("two.test.ndjson"),
                line("unnamed", true, at("0s", partial), at("1m", partial))
                        + line(
                                "named",
                                true,
                                at("0s", partial).replace("\"at\"", "\"log\":\"azure/activitylogs\",\"at\""),
                                at("1m", partial).replace("\"at\"", "\"log\":\"gcp\",\"at\"")));

        Cli cli = test();

        assertThat(cli.out())
                .contains("'unnamed': event 1 looks like no known log, and the rules are of several: its 'log' must be"
                        + " named");
        assertThat(cli.err()).contains("2 passed, 1 failed");
    }

    @Test
    void shouldSayWhatCannotBeAsked() {
        String named = line("x", true, looked("0s", 1, "1m")).replace("\"match\"", "\"rule\":\"%s\",\"match\"");
        write(
                folder.resolve("trail.yml"),
                SEQUENCE,
                folder.resolve("trail.test.ndjson"),
                named.formatted("looked")
                        + "{\"name\":\"y\",\"match\":true,\"rule\":\"Looked, then stopped\",\"event\":{}}\n"
                        + named.formatted("loked"));

        assertThat(test().out())
                .contains("'x': the rule does not alert on its own: ")
                .contains("'y': the rule remembers: what it looks at stands in 'events', in place of 'event'.")
                .contains("no rule is called 'loked'; did you mean 'looked'?");
    }

    private Cli test(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "rules";
        arguments[1] = "test";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 1] = folder.toString();
        return Cli.run(arguments);
    }

    private static void write(Path rules, String rule, Path tests, String lines) {
        Samples.write(rules, rule);
        Samples.write(tests, lines);
    }

    private static String line(String name, boolean match, String... events) {
        return "{\"name\":\"" + name + "\",\"match\":" + match + ",\"events\":[" + String.join(",", events) + "]}\n";
    }

    private static String looked(String at, int count, String every) {
        return "{\"at\":\"" + at + "\",\"repeat\":{\"count\":" + count + ",\"every\":\"" + every + "\"},\"event\":"
                + event("1", "GetTrail", "ada") + "}";
    }

    private static String stopped(String at) {
        return at(at, event("2", "StopLogging", "ada"));
    }

    private static String at(String at, String event) {
        return "{\"at\":\"" + at + "\",\"event\":" + event + "}";
    }

    private static String place(String country) {
        return "\"network\":{\"203.0.113.7\":{\"country\":\"" + country + "\"}}";
    }
}
