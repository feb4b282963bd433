package io.windhover.cli.stop;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.windhover.cli.Cli;
import io.windhover.cli.Distribution;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real signals to a real process: however far it is, it ends cleanly and leaves no file. */
class SignalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NOT_BEGUN = "";

    @TempDir
    private Path folder;

    private Path temporary;
    private Path output;
    private Process process;

    @BeforeEach
    void lookForSignals() throws IOException {
        assumeThat(File.separatorChar).as("a system with signals").isEqualTo('/');
        temporary = Files.createDirectory(folder.resolve("tmp"));
        output = folder.resolve("output.txt");
    }

    @AfterEach
    void endProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOT_BEGUN,
                "schema registry",
                "Kafka broker",
                "topics",
                "rules published",
                "detector  ",
                "Trail stopped"
            })
    void shouldEndTheDemoWhereverItIs(String after) throws Exception {
        // Input that does not end, so that neither does the demo.
        start("demo", "--rules", rules(), "--input", "-");
        process.getOutputStream().write((event("1", "StopLogging") + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        await().atMost(PATIENCE).until(() -> after.equals(NOT_BEGUN) ? hasTemporaryFolder() : text().contains(after));

        signal();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(text()).isTrue();
        assertThat(process.exitValue()).as(text()).isEqualTo(130);
        assertThat(left()).isEmpty();
        assertThat(text()).endsWith("Stopping ..." + System.lineSeparator()).doesNotContain("\tat ");
    }

    @Test
    void shouldEndADemoThatIsKeptWithZero() throws Exception {
        Path log = write(folder.resolve("a.json"), event("1", "StopLogging"));
        start("demo", "--keep", "--rules", rules(), "--input", log.toString());
        await().atMost(PATIENCE).until(() -> text().contains("publish rules"));

        signal();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(text()).isTrue();
        assertThat(process.exitValue()).as(text()).isZero();
        assertThat(left()).isEmpty();
    }

    @Test
    void shouldEndADetectorWithZero() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start()) {
            Path config = write(folder.resolve("windhover.yml"), """
                    kafka: {bootstrap.servers: "%s"}
                    schema-registry: {schema.registry.url: "%s"}
                    topics: {partitions: 1, replication-factor: 1}
                    state: {directory: "%s"}
                    serving: {port: 0}
                    """.formatted(
                            broker.bootstrapServers(), registry.url(), folder.resolve("state")));
            start("run", "--log-format", "json", "--config", config.toString());
            await().atMost(PATIENCE).until(() -> text().contains("waiting for rules"));
            Cli published = Cli.run("rules", "publish", "--config", config.toString(), rules());
            await().atMost(PATIENCE).until(() -> text().contains("detector started"));

            signal();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(text()).isTrue();
            assertThat(published.exitCode()).as(published.err()).isZero();
            assertThat(process.exitValue()).as(text()).isZero();
            assertThat(text()).contains("stopped").doesNotContain("\tat ");
            assertThat(text().lines())
                    .allMatch(line -> line.startsWith("{\"@timestamp\":\"") && line.endsWith("}"))
                    .anyMatch(line -> line.contains("\"message\":\"detector started\"")
                            && line.contains("\"endpoint\":\"http://127.0.0.1:"));
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void shouldLeaveNoFileWhenNobodyInterruptsIt() throws Exception {
        Path log = write(folder.resolve("a.json"), event("1", "StopLogging"));
        start("demo", "--rules", rules(), "--input", log.toString());

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(text())
                .isTrue();

        assertThat(process.exitValue()).as(text()).isZero();
        assertThat(left()).isEmpty();
    }

    private String rules() {
        return write(folder.resolve("rules/trail.yml"), TRAIL_RULE).getParent().toString();
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Distribution.java(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Distribution.folder().resolve("windhover.jar").toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Whoever ran the build in the background may have had its processes ignore SIGINT. */
    private void signal() throws Exception {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        boolean ignored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        new ProcessBuilder("kill", ignored ? "-TERM" : "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private boolean hasTemporaryFolder() throws IOException {
        return left().stream().anyMatch(path -> path.getFileName().toString().startsWith("windhover-demo-"));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    private String text() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }
}
