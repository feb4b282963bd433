package io.windhover.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.cli.Cli;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.network.NetworkSourceException;
import io.windhover.detector.network.NetworkSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldWriteLogsLabelsAndAddresses() throws IOException, NetworkSourceException {
        Path output = folder.resolve("out");

        Cli cli = simulate("--stories", "role-chain,mfa-fatigue", "--json", "--output", output.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        JsonNode summary = cli.json().get(0);
        assertThat(summary.get("stories").size()).isEqualTo(2);
        assertThat(summary.at("/logs/aws-cloudtrail").intValue())
                .isEqualTo(lines(output, "logs/aws-cloudtrail.ndjson"));
        assertThat(summary.get("events").longValue()).isGreaterThan(1_000);
        assertThat(lines(output, "labels.ndjson")).isEqualTo(2);
        assertThat(lines(output, "geo.ndjson")).isGreaterThan(100);
        NetworkContext network = NetworkContext.open(
                new NetworkSources(List.of(), List.of(output.resolve("geo.ndjson")), Map.of(), Map.of()));
        assertThat(network.absentFields()).isEmpty();
        try (Stream<String> labels = Files.lines(output.resolve("labels.ndjson"))) {
            JsonNode label = JSON.readTree(labels.findFirst().orElseThrow());
            assertThat(label.get("id").textValue()).isEqualTo("role-chain");
            String uid = label.at("/events/0/uid").textValue();
            assertThat(Files.readString(output.resolve("logs/aws-cloudtrail.ndjson")))
                    .contains(uid);
        }
    }

    @Test
    void shouldCompressWhatItWrites() throws IOException {
        simulate("--stories", "none", "--gzip", "--logs", "github-audit,falco", "--output", folder.toString());

        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("github-audit.ndjson.gz", "falco.ndjson.gz");
        }
        try (InputStream stream =
                new GZIPInputStream(Files.newInputStream(folder.resolve("logs/github-audit.ndjson.gz")))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines().toList()).isNotEmpty().allSatisfy(line -> assertThat(
                            JSON.readTree(line).has("action"))
                    .isTrue());
        }
    }

    @Test
    void shouldPrintOneLog() {
        Cli first = simulate("--logs", "okta-system", "--stories", "none", "--output", "-");
        Cli second = simulate("--logs", "okta-system", "--stories", "none", "--output", "-");
        Cli two = simulate("--logs", "okta-system,falco", "--output", "-");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json()).isNotEmpty().allMatch(event -> event.has("eventType"));
        assertThat(first.out()).isEqualTo(second.out());
        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(two.err()).contains("takes one log");
    }

    @Test
    void shouldWriteLabelsWhereItIsTold() throws IOException {
        Path labels = folder.resolve("truth/labels.json");

        simulate("--logs", "falco", "--stories", "container-to-cloud", "--labels", labels.toString(), "--output", "-");

        assertThat(Files.readString(labels)).contains("\"id\":\"container-to-cloud\"");
    }

    @Test
    void shouldReplaceAnEarlierRunOnlyIfAskedTo() throws IOException {
        List<String> options = List.of("--logs", "falco", "--stories", "none", "--output", folder.toString());
        simulate(options.toArray(String[]::new));

        Cli again = simulate(options.toArray(String[]::new));
        Cli forced =
                simulate(Stream.concat(options.stream(), Stream.of("--force")).toArray(String[]::new));
        Files.writeString(folder.resolve("logs/mine.txt"), "x");
        Cli foreign =
                simulate(Stream.concat(options.stream(), Stream.of("--force")).toArray(String[]::new));

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is not empty", "--force");
        assertThat(forced.exitCode()).as(forced.err()).isZero();
        assertThat(foreign.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("logs/mine.txt")).hasContent("x");
    }

    @Test
    void shouldListItsStories() {
        Cli text = Cli.run("simulate", "--list-stories");
        Cli json = Cli.run("simulate", "--list-stories", "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("STORY", "container-to-cloud", "T1611");
        assertThat(json.json())
                .hasSizeGreaterThanOrEqualTo(15)
                .allMatch(story -> story.get("detections").size() > 0);
    }

    @Test
    void shouldShowProgressOnATerminalAndTakeItAway() {
        Cli cli = new Cli()
                .onTerminal()
                .execute(
                        "simulate",
                        "--people",
                        "16",
                        "--scale",
                        "0",
                        "--stories",
                        "none",
                        "--output",
                        folder.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err().substring(cli.err().lastIndexOf('\r') + 1)).contains("events/s");
    }

    @Test
    void shouldEndWhenToldToStop() {
        Cli cli = new Cli();
        cli.stop().request();

        cli.execute("simulate", "--people", "16", "--days", "300", "--output", folder.toString());

        assertThat(cli.exitCode()).isEqualTo(130);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--people 3 --output x | 16 to 100,000 people",
                "--days 0 --output x | 1 to 3,650 days",
                "--start monday --output x | 'monday' is neither",
                "--stories rolechain --output x | there is no story 'rolechain'",
                "--logs cloudtrail --output x | there is no log 'cloudtrail'",
                "--rate 0.01 --output x | people and their pipelines alone leave about",
                "--rate fast --output x | 'fast' is not a number of events a second",
                "--rate 5 --scale 2 --output x | exclude each other",
                "--disorder soon --output x | 'soon' is no time",
                "--disorder 2h --output x | late by 0 to 60 minutes",
                "--duplicates 1 --output x | share of duplicates",
                "--seed 1 | --output is missing",
                "--logs falco --gzip --output - | are for --output DIR"
            })
    void shouldSayWhatIsWrong(String options, String message) {
        Cli cli = Cli.run(("simulate " + options).split(" "));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains(message).doesNotContain("\tat ");
        assertThat(Path.of("x")).doesNotExist();
    }

    private static Cli simulate(String... options) {
        return Cli.run(Stream.concat(Stream.of("simulate", "--people", "16", "--scale", "0.1"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static long lines(Path output, String file) throws IOException {
        try (Stream<String> lines = Files.lines(output.resolve(file))) {
            return lines.count();
        }
    }
}
