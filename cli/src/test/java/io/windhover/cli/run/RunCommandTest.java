package io.windhover.cli.run;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldShowEachMistakeOfTheConfigurationAndNoStackTrace() {
        Path config = write(folder.resolve("windhover.yml"), "threds: 2\ntopics:\n  partitions: many\n");

        Cli cli = Cli.run("run", "--config", config.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .contains(config + ":1:1: unknown setting threds", "did you mean threads?", config + ":3:15: ")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldSayThatTheConfigurationIsMissing() {
        Cli cli = Cli.run("run", "--config", folder.resolve("none.yml").toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("none.yml: no such file").doesNotContain("\tat ");
    }

    @Test
    void shouldSayThatARegistrysAddressIsWrong() {
        Path config = write(folder.resolve("windhover.yml"), """
                kafka: {bootstrap.servers: "127.0.0.1:1"}
                schema-registry: {schema.registry.url: "nonsense"}
                """);

        Cli cli = Cli.run("run", "--config", config.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("schema.registry.url").doesNotContain("\tat ", "nonsense");
    }
}
