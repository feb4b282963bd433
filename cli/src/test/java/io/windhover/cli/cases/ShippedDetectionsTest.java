package io.windhover.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shipped detections do what the sequences and events beside them say. */
class ShippedDetectionsTest {
    @Test
    void shouldDoWhatTheTestsBesideThemSay() {
        // Given
        Path rules = Path.of(System.getProperty("user.dir")).resolveSibling("rules");

        // When
        Cli cli = Cli.run("rules", "test", "--require-tests", rules.toString());

        // Then
        assertThat(cli.err()).contains(" 0 failed");
        assertThat(cli.exitCode()).as(cli.out()).isZero();
    }
}
