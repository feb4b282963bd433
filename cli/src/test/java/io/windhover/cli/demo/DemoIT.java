package io.windhover.cli.demo;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final String RISK_ID = "7d0c5c0a-6a0e-4a8e-9f0b-5d1f3f4b8e21";

    @TempDir
    private Path folder;

    private List<Path> before;

    @BeforeEach
    void lookAtTemporaryFiles() throws IOException {
        before = temporaryFiles();
    }

    @AfterEach
    void shouldHaveLeftNoFile() throws IOException {
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void shouldReplayFilesPrintAlertsAndSumUp() {
        Path rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE).getParent();
        Path logs = write(
                        folder.resolve("logs/a.ndjson"),
                        String.join(
                                "\n",
                                event("1", "DescribeTrails"),
                                event("2", "StopLogging"),
                                "{broken",
                                event("3", "StopLogging"),
                                event("4", "StopLogging", "bob")))
                .getParent();

        Cli cli = Cli.run("demo", "--rules", rules.toString(), "--input", logs.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains("Trail stopped  T1685.002")
                .contains("111122223333:user/alice from 203.0.113.7: cloudtrail:StopLogging (name=main-trail)")
                .contains("111122223333:user/bob from 203.0.113.7")
                .containsPattern("events in +4 from ")
                .containsPattern("alerts out +2 for 3 matching events, 1 update ")
                .containsPattern("dead letters +1\\R +" + folder + "/logs/a.ndjson, line 3: not valid JSON")
                .containsPattern("latency +p50 [\\d,]+ ms, p99 [\\d,]+ ms")
                .containsPattern("throughput +[\\d,]+ events/s")
                .doesNotContain("\u001b");
        assertThat(cli.err())
                .contains("Kafka broker at 127.0.0.1:", "schema registry at http://127.0.0.1:", "1 rule compiled");
    }

    @Test
    void shouldWriteAlertsAsJson() {
        Path rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE).getParent();

        Cli cli = new Cli()
                .execute(
                        "demo",
                        "--json",
                        "--rules",
                        rules.toString(),
                        "--input",
                        write(folder.resolve("a.json"), event("1", "StopLogging"))
                                .toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.json()).singleElement().satisfies(alert -> {
            assertThat(alert.at("/rule/id").textValue()).isEqualTo(TRAIL_RULE_ID);
            assertThat(alert.get("activity").textValue()).isEqualTo("create");
            assertThat(alert.get("alert").textValue()).matches("[0-9a-f]{32}");
            assertThat(alert.get("count").intValue()).isOne();
            assertThat(alert.at("/source/position").intValue()).isOne();
        });
        assertThat(cli.err()).containsPattern("alerts out +1 for 1 matching event,");
    }

    @Test
    void shouldTellTheBundledStoryWithTheAlertsThatItsFilesHold() {
        String files = Path.of(System.getProperty("user.dir"), "src/main/resources/demo/AWSLogs")
                .toString();

        Cli detected = Cli.run("detect", "--json", files);
        Cli tested = Cli.run("rules", "backtest", "--json", "--level", "low", files);
        Cli demo = Cli.run("demo", "--json", "--rate", "max");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        // The detector adds what alerts add up to, which no file holds.
        // The demo's files are years old: what comes so late alerts of itself, and no more together with other events.
        Set<String> remembering = remembering(detected);
        Set<String> withRisk = new HashSet<>(ruleIds(detected));
        withRisk.removeAll(remembering);
        withRisk.add(RISK_ID);
        assertThat(ruleIds(demo)).hasSizeGreaterThanOrEqualTo(15).isEqualTo(withRisk);
        assertThat(demo.json()).extracting(DemoIT::alertAndCount).doesNotHaveDuplicates();
        assertThat(openedByRule(demo)).as("as estimated").isEqualTo(estimatedByRule(tested, remembering));
        assertThat(demo.err()).containsPattern("dead letters +0");
    }

    @Test
    void shouldKeepRunningAndPrintAddressesUntilToldToStop() {
        Path rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE).getParent();
        Path log = write(folder.resolve("a.json"), event("1", "StopLogging"));
        Cli cli = new Cli();

        CompletableFuture<Cli> running = CompletableFuture.supplyAsync(
                () -> cli.execute("demo", "--keep", "--rules", rules.toString(), "--input", log.toString()));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> cli.out().contains("publish rules"));
        cli.stop().request();

        assertThat(running.join().exitCode()).isZero();
        assertThat(cli.out())
                .containsPattern("Kafka +127.0.0.1:\\d+")
                .containsPattern("schema registry +http://127.0.0.1:\\d+")
                .contains("windhover.events", "windhover.alerts");
    }

    @Test
    void shouldStopBeforeItIsDoneWhenToldTo() {
        Cli cli = new Cli();
        cli.stop().request();

        cli.execute("demo");

        assertThat(cli.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void shouldRefuseMissingInputBeforeItStartsAnything() {
        Cli cli = Cli.run("demo", "--input", folder.resolve("none").toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines("windhover: " + folder.resolve("none") + ": no such file or directory");
    }

    @Test
    void shouldEndWithTwoWhenNoRuleCanBeRun() {
        Path rules = write(folder.resolve("rules/bad.yml"), BROKEN_RULE).getParent();

        Cli cli = Cli.run("demo", "--rules", rules.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("bad.yml:6:15: error", "no rule can be run");
    }

    private static Set<String> ruleIds(Cli cli) {
        return cli.json().stream()
                .map(alert -> alert.at("/rule/id").textValue())
                .collect(Collectors.toSet());
    }

    /** Without those that turned out to be part of another. */
    private static Map<String, Long> openedByRule(Cli demo) {
        return demo.json().stream()
                .filter(alert -> !alert.at("/rule/id").textValue().equals(RISK_ID))
                .collect(Collectors.groupingBy(
                        alert -> alert.at("/rule/id").textValue(),
                        Collectors.summingLong(
                                alert -> switch (alert.get("activity").textValue()) {
                                    case "create" -> 1;
                                    case "close" -> -1;
                                    default -> 0;
                                })));
    }

    /** Ids of the rules that alert of a group of events. */
    private static Set<String> remembering(Cli cli) {
        return cli.json().stream()
                .filter(alert -> alert.has("group"))
                .map(alert -> alert.at("/rule/id").textValue())
                .collect(Collectors.toSet());
    }

    private static Map<String, Long> estimatedByRule(Cli backtest, Set<String> without) {
        return backtest.json().stream()
                .filter(rule -> !without.contains(rule.at("/rule/id").textValue()))
                .collect(Collectors.toMap(rule -> rule.at("/rule/id").textValue(), rule -> rule.get("alerts")
                        .longValue()));
    }

    private static String alertAndCount(JsonNode alert) {
        return alert.get("alert").textValue() + " " + alert.get("count").longValue();
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("windhover-"))
                    .sorted()
                    .toList();
        }
    }
}
