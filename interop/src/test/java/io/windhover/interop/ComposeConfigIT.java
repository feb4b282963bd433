package io.windhover.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windhover.distribution.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The compose file, read by Docker Compose itself where the machine has it; no engine is needed for that. */
class ComposeConfigIT {
    @Test
    void shouldBeReadByDockerCompose() throws Exception {
        List<String> compose = compose();
        assumeThat(compose)
                .as("docker compose or docker-compose on this machine")
                .isNotEmpty();
        List<String> command = new ArrayList<>(compose);
        command.add("config");
        Path root = Repository.file("docker-compose.yml").getParent();

        ForeignTool.Result result = ForeignTool.run(root, command);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("image: apache/kafka:4.3.1", "image: windhover:", "service_completed_successfully")
                .contains("compose/windhover.yml");
    }

    private static List<String> compose() throws Exception {
        Optional<Path> docker = ForeignTool.find("docker");
        if (docker.isPresent()) {
            List<String> plugin = List.of(docker.get().toString(), "compose");
            List<String> version = new ArrayList<>(plugin);
            version.add("version");
            if (ForeignTool.run(Path.of(".").toAbsolutePath(), version).exitCode() == 0) {
                return plugin;
            }
        }
        return ForeignTool.find("docker-compose")
                .map(program -> List.of(program.toString()))
                .orElse(List.of());
    }
}
