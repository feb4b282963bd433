package io.windhover.cli.detect;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
    @TempDir
    private Path folder;

    private Path rules;

    @BeforeEach
    void writeRules() {
        rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE).getParent();
    }

    @Test
    void shouldEndWithZeroWhenNothingMatches() {
        Path file = write(folder.resolve("quiet.json"), event("1", "DescribeTrails") + "\n");

        Cli cli = Cli.run("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("1 event, 0 alerts, 0 unreadable in ");
    }

    @Test
    void shouldPrintAnAlertAsALineAndEndWithOne() {
        Path file = write(
                folder.resolve("trail.ndjson"), event("1", "DescribeTrails") + "\n" + event("2", "StopLogging") + "\n");

        Cli cli = Cli.run("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines()).singleElement().asString().satisfies(line -> assertThat(line)
                .startsWith("2026-10-13T09:12:31Z  HIGH      T1685.002  111122223333:user/alice")
                .contains("203.0.113.7", "cloudtrail:StopLogging (name=main-trail)", "Trail stopped")
                .endsWith(file + ":2")
                .doesNotContain("\u001b"));
    }

    @Test
    void shouldKnowWhereAddressesAre() {
        // Given
        Path rule = write(
                folder.resolve("place.yml"),
                TRAIL_RULE.replace("eventName: StopLogging", "ocsf.src_endpoint.location.country: KP"));
        Path file = write(folder.resolve("trail.ndjson"), event("1", "DescribeTrails") + "\n");
        Path table = write(folder.resolve("own.ndjson"), "{\"range\":\"203.0.113.0/24\",\"country\":\"KP\"}");
        Path config = write(folder.resolve("windhover.yml"), "network: {tables: " + table + "}");

        // When
        Cli byTable = detect(rule, "--network", table.toString(), file.toString());
        Cli byConfig = detect(rule, "--network", config.toString(), file.toString());
        Cli without = detect(rule, file.toString());

        // Then
        assertThat(byTable.exitCode()).as(byTable.err()).isOne();
        assertThat(byConfig.exitCode()).as(byConfig.err()).isOne();
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(without.err().lines().filter(line -> line.contains("--network")))
                .singleElement()
                .isEqualTo("1 rule file asks where addresses are, which nothing says; see --network. The first is "
                        + rule + ".");
        assertThat(byTable.err()).doesNotContain("--network");
    }

    @Test
    void shouldRefuseWhatSaysNotWhereAddressesAre() {
        Path file = write(folder.resolve("trail.ndjson"), event("1", "DescribeTrails") + "\n");
        Path text = write(folder.resolve("city.mmdb"), "not found");
        Path empty = write(folder.resolve("windhover.yml"), "threads: 2");

        assertThat(List.of(text.toString(), "nowhere.mmdb", "list.csv", empty.toString()))
                .allSatisfy(network -> {
                    Cli cli = detect(rules, "--network", network, file.toString());
                    assertThat(cli.exitCode()).isEqualTo(2);
                    assertThat(cli.err())
                            .startsWith("windhover: ")
                            .contains(network)
                            .hasLineCount(1);
                });
    }

    private static Cli detect(Path rules, String... arguments) {
        List<String> all = new ArrayList<>(List.of("detect", "--rules", rules.toString()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void shouldLookValuesUpInListsAtTheEventsTime() {
        Path rule = write(
                folder.resolve("lookup.yml"),
                TRAIL_RULE.replace("eventName: StopLogging", "ocsf.observables.value|lookup: bad"));
        Path file = write(folder.resolve("trail.ndjson"), event("1", "DescribeTrails") + "\n");
        Path list = folder.resolve("lists/bad.yml");

        // The event is of 2026-10-13.
        write(list, "- {value: 203.0.113.0/24, expires: 2026-10-14}");
        Cli before = Cli.run("detect", "--rules", rule.toString(), "--lists", list.toString(), file.toString());
        write(list, "- {value: 203.0.113.0/24, expires: 2026-10-13}");
        Cli after = Cli.run("detect", "--rules", rule.toString(), "--lists", list.toString(), file.toString());
        write(list, "- 203.0.113.1/24");
        Cli wrong = Cli.run("detect", "--rules", rule.toString(), "--lists", list.toString(), file.toString());

        assertThat(before.exitCode()).as(before.err()).isOne();
        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(list + ":1:3: error: ", "the lists have 1 error");
    }

    @Test
    void shouldPrintAnAlertAsJson() {
        Path file = write(
                folder.resolve("trail.ndjson"), event("1", "DescribeTrails") + "\n" + event("2", "StopLogging") + "\n");

        Cli cli = Cli.run("detect", "--json", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isOne();
        JsonNode alert = cli.json().get(0);
        assertThat(cli.json()).hasSize(1);
        assertThat(alert.at("/rule/id").textValue()).isEqualTo(TRAIL_RULE_ID);
        assertThat(alert.at("/rule/title").textValue()).isEqualTo("Trail stopped");
        assertThat(alert.at("/rule/level").textValue()).isEqualTo("high");
        assertThat(alert.at("/rule/tags").toString()).isEqualTo("[\"attack.defense-impairment\",\"attack.t1685.002\"]");
        assertThat(alert.at("/rule/license").textValue()).isEqualTo("Apache-2.0");
        assertThat(alert.at("/source/file").textValue()).isEqualTo(file.toString());
        assertThat(alert.at("/source/line").intValue()).isEqualTo(2);
        assertThat(alert.get("time").textValue()).isEqualTo("2026-10-13T09:12:31Z");
        assertThat(alert.get("principal").textValue()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(alert.get("ip").textValue()).isEqualTo("203.0.113.7");
        assertThat(alert.get("operation").textValue()).isEqualTo("StopLogging");
        assertThat(alert.get("uid").textValue()).isEqualTo("2");
        assertThat(alert.get("message").textValue()).contains("alice called StopLogging");
        assertThat(alert.at("/context/requestParameters.name").textValue()).isEqualTo("main-trail");
    }

    @Test
    void shouldReadFoldersArchivesAndStandardInput() throws IOException {
        write(folder.resolve("logs/a/one.json"), "{\"Records\":[" + event("1", "StopLogging") + "]}");
        Files.write(folder.resolve("logs/a/two.json.gz"), gzip(event("2", "StopLogging") + "\n"));

        Cli cli = new Cli()
                .in(event("3", "StopLogging"))
                .execute(
                        "detect",
                        "--json",
                        "--rules",
                        rules.toString(),
                        folder.resolve("logs").toString(),
                        "-");

        assertThat(cli.json()).extracting(alert -> alert.get("uid").textValue()).containsExactly("1", "2", "3");
        assertThat(cli.json().get(0).at("/source/record").intValue()).isOne();
        assertThat(cli.json().get(2).at("/source/file").textValue()).isEqualTo("-");
    }

    @Test
    void shouldReportWhatCannotBeReadAndGoOn() {
        Path file = write(
                folder.resolve("mixed.ndjson"),
                String.join(
                        "\n",
                        event("1", "StopLogging"),
                        "{\"eventName\": broken",
                        "{\"some\":\"other log\"}",
                        event("4", "StopLogging").replace("\"eventTime\":\"2026-10-13T09:12:31Z\",", ""),
                        event("5", "StopLogging")));

        Cli cli = Cli.run("detect", "--json", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.json()).extracting(alert -> alert.get("uid").textValue()).containsExactly("1", "5");
        List<String> reasons = cli.err()
                .lines()
                .filter(line -> line.startsWith("unreadable: "))
                .toList();
        assertThat(reasons).hasSize(3);
        assertThat(reasons.get(0)).startsWith("unreadable: " + file + ":2: ").contains("JSON");
        assertThat(reasons.get(1)).startsWith("unreadable: " + file + ":3: ").contains("--log-source");
        assertThat(reasons.get(2)).startsWith("unreadable: " + file + ":4: ").contains("eventTime");
        assertThat(cli.err()).contains("2 events, 2 alerts, 3 unreadable");
    }

    @Test
    void shouldReadATruncatedArchiveAsFarAsItGoes() throws IOException {
        byte[] whole = gzip((event("1", "StopLogging") + "\n").repeat(2_000));
        Path file = folder.resolve("cut.json.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        Cli cli = Cli.run("detect", "--json", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.json()).hasSizeBetween(500, 1_999);
        assertThat(cli.err()).containsOnlyOnce("unreadable: ").contains(file + ":");
    }

    @Test
    void shouldEndWithTwoWhenNothingCanBeRead() {
        Path file = write(folder.resolve("text.log"), "this is no JSON\n");

        Cli cli = Cli.run("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("unreadable: " + file);
    }

    @Test
    void shouldNotFloodTheScreenWithAFileThatIsBrokenThroughout() {
        Path file = write(
                folder.resolve("broken.ndjson"), event("1", "StopLogging") + "\n" + "{\"no\":\"log\"}\n".repeat(1_000));

        Cli cli = Cli.run("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.err().lines().filter(line -> line.startsWith("unreadable: ")))
                .hasSize(21)
                .last()
                .asString()
                .endsWith("980 more");
    }

    @Test
    void shouldEndWithTwoWhenAFileIsMissing() {
        Cli cli = Cli.run("detect", "--rules", rules.toString(), "missing.json");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).isEqualToIgnoringNewLines("windhover: missing.json: no such file or directory");
    }

    @Test
    void shouldRefuseABadRuleAloneAndShowWhere() {
        write(rules.resolve("broken.yml"), Samples.BROKEN_RULE);
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        Cli cli = Cli.run("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.lines()).hasSize(1);
        assertThat(cli.err()).contains("broken.yml:6:15: error: ", "contains");
    }

    @Test
    void shouldEndWithTwoWhenNoRuleCanBeRun() {
        Path broken =
                write(folder.resolve("bad/broken.yml"), Samples.BROKEN_RULE).getParent();
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        Cli cli = Cli.run("detect", "--rules", broken.toString(), file.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("no rule can be run");
    }

    @Test
    void shouldLeaveOutAlertsBelowTheLevel() {
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        assertThat(Cli.run("detect", "--min-level", "critical", "--rules", rules.toString(), file.toString())
                        .exitCode())
                .isZero();
        assertThat(Cli.run("detect", "--min-level", "high", "--rules", rules.toString(), file.toString())
                        .exitCode())
                .isOne();
    }

    @Test
    void shouldCountButNotShowWhatARuleInShadowModeMatches() {
        write(rules.resolve("trail.yml"), TRAIL_RULE.replace("windhover:\n", "windhover:\n  mode: shadow\n"));
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        Cli cli = Cli.run("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("1 shadowed match");
    }

    @Test
    void shouldBringEachLogToItsOwnRules() {
        // Given
        write(rules.resolve("signin.yml"), """
                title: Device code
                id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0011
                logsource: {product: azure, service: signinlogs}
                detection:
                  code: {properties.message: Device Code}
                  condition: code
                level: medium
                """);
        write(rules.resolve("gcp.yml"), """
                title: Key made
                id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0012
                logsource: {product: gcp, service: gcp.audit}
                detection:
                  key: {gcp.audit.method_name|endswith: .CreateServiceAccountKey}
                  condition: key
                level: medium
                """);
        Path azure = write(folder.resolve("azure.json"), """
                {"records":[{"time":"2026-10-01T08:00:00Z","resourceId":"/tenants/t","operationName":"Sign-in activity",\
                "category":"SignInLogs","resultType":"0","properties":{"userPrincipalName":"Ada@falcon.example",\
                "authenticationProtocol":"deviceCode"}}]}
                """);
        String entry = """
                {"protoPayload":{"methodName":"google.iam.admin.v1.CreateServiceAccountKey",\
                "authenticationInfo":{"principalEmail":"Bob@falcon.example"}},"timestamp":"2026-10-01T08:00:00Z"}""";
        Path google = write(
                folder.resolve("pubsub.json"),
                "{\"message\":{\"data\":\"" + Base64.getEncoder().encodeToString(entry.getBytes(UTF_8))
                        + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}");

        // When
        Cli cli = Cli.run("detect", "--json", "--rules", rules.toString(), azure.toString(), google.toString());

        // Then
        assertThat(cli.json())
                .extracting(alert -> alert.at("/rule/title").textValue() + ": "
                        + alert.at("/principal").textValue())
                .contains("Device code: ada@falcon.example", "Key made: bob@falcon.example");
    }

    @Test
    void shouldTakeTheUsersWordForTheLogSource() {
        write(rules.resolve("other.yml"), """
                title: Door opened
                id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0003
                logsource: {product: house, service: doors}
                detection:
                  open: {door.state: open}
                  condition: open
                level: medium
                """);
        Path file = write(folder.resolve("doors.json"), "{\"door\":{\"state\":\"open\"}}");

        Cli cli = Cli.run(
                "detect", "--json", "--log-source", "house/doors", "--rules", rules.toString(), file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.json().get(0).at("/rule/title").textValue()).isEqualTo("Door opened");
        assertThat(cli.json().get(0).at("/log_source/product").textValue()).isEqualTo("house");
    }

    @Test
    void shouldRefuseALogSourceThatIsNone() {
        Cli cli = Cli.run("detect", "--log-source", "a/b/c", "x.json");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("'a/b/c' is not product/service");
    }

    @Test
    void shouldRunTheShippedRulesWithoutAFolder() {
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        Cli cli = Cli.run("detect", "--json", file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.json())
                .extracting(alert -> alert.at("/rule/tags").toString())
                .anySatisfy(tags -> assertThat(tags).contains("attack.t"));
    }

    @Test
    void shouldStripControlCharactersFromWhatALogSays() {
        String evil = event("1", "StopLogging").replace("main-trail", "\\u001b[2J\\u0007\\u202etrail\\u009b31m");
        Path file = write(folder.resolve("evil.json"), evil);

        Cli text = Cli.run("detect", "--rules", rules.toString(), file.toString());
        Cli json = Cli.run("detect", "--json", "--rules", rules.toString(), file.toString());

        assertThat(text.out()).contains("trail").matches("(?s)[^\\p{Cntrl}\\p{Cf}\\u009b]*\\R");
        assertThat(json.out()).matches("(?s)[ -~]*\\R");
        assertThat(json.json().get(0).at("/context/requestParameters.name").textValue())
                .contains("\u001b[2J");
    }

    @Test
    void shouldColourOnATerminalOnly() {
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        Cli cli =
                new Cli().onTerminal().execute("detect", "--no-progress", "--rules", rules.toString(), file.toString());

        assertThat(cli.out()).contains("\u001b[1;31mHIGH    \u001b[0m");
        assertThat(cli.err()).doesNotContain("\r");
    }

    @Test
    void shouldShowProgressOnATerminalAndTakeItAway() {
        Path file = write(folder.resolve("trail.json"), (event("1", "StopLogging") + "\n").repeat(3_000));

        Cli cli = new Cli().onTerminal().execute("detect", "--rules", rules.toString(), file.toString());

        assertThat(cli.err()).contains("\r");
        assertThat(cli.err().substring(cli.err().lastIndexOf('\r') + 1)).startsWith("3,000 events");
    }

    @Test
    void shouldBeQuietWhenToldSo() {
        Path file = write(folder.resolve("trail.json"), event("1", "StopLogging"));

        assertThat(Cli.run("detect", "--quiet", "--rules", rules.toString(), file.toString())
                        .err())
                .isEmpty();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
