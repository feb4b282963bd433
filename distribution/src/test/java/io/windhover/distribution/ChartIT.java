package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.Container;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command line of the chart's containers, asked of the command itself. */
class ChartIT {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveCommandsOnlyArgumentsThatTheyKnow() throws Exception {
        assumeThat(File.separatorChar).as("a system with a shell").isEqualTo('/');
        Set<List<String>> commands = new LinkedHashSet<>();
        for (String name : Chart.cases()) {
            for (Container container : Manifests.golden(name).containers()) {
                if (container.getImage().contains("windhover")) {
                    commands.add(command(container));
                }
            }
        }

        assertThat(commands)
                .extracting(command -> String.join(" ", command))
                .anyMatch(line -> line.contains("run --config"))
                .anyMatch(line -> line.contains("topics create --check"))
                .anyMatch(line -> line.contains("rules publish"))
                .anyMatch(line -> line.contains("connectors apply"))
                .anyMatch(line -> line.contains("follow-rules"))
                .anyMatch(line -> line.contains("connect distributed"));
        for (List<String> command : commands) {
            Path program =
                    Repository.distribution().resolve(Path.of("/opt/windhover").relativize(Path.of(command.get(0))));
            assertThat(program).isExecutable();
            if (program.endsWith("bin/windhover")) {
                List<String> help = new ArrayList<>(command);
                help.set(0, program.toString());
                help.add("--help");
                Path output = folder.resolve("output.txt");
                ProcessBuilder builder =
                        new ProcessBuilder(help).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
                assertThat(builder.start().waitFor())
                        .as(String.join(" ", command) + "\n" + Files.readString(output))
                        .isZero();
            }
        }
    }

    private static List<String> command(Container container) {
        List<String> command = new ArrayList<>(container.getCommand());
        if (command.isEmpty()) {
            command.add(ComposeService.entryPointOfImage());
        }
        command.addAll(container.getArgs());
        return command;
    }
}
