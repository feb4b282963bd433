package io.windhover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindhoverTest {
    @Test
    void shouldSayItsVersion() {
        Cli cli = Cli.run("--version");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).matches("windhover \\d+\\.\\d+\\.\\d+\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "detect",
                "doctor",
                "lists",
                "identities put",
                "identities remove",
                "identities show",
                "lists put",
                "lists remove",
                "lists show",
                "rules",
                "rules check",
                "rules list",
                "rules explain",
                "rules coverage",
                "rules backtest",
                "rules publish",
                "replay",
                "run",
                "simulate",
                "topics create",
                "topics rights"
            })
    void shouldExplainEachCommand(String command) {
        Cli cli = Cli.run((command + " --help").strip().split(" "));

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out())
                .startsWith("Usage: windhover" + (command.isEmpty() ? "" : " " + command))
                .contains("--help")
                .doesNotContain("\u001b");
        assertThat(cli.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "detect",
                "doctor",
                "identities put",
                "identities remove",
                "identities show",
                "lists put",
                "lists remove",
                "lists show",
                "rules check",
                "rules list",
                "rules explain",
                "rules coverage",
                "rules backtest",
                "rules publish",
                "replay",
                "run",
                "simulate",
                "topics create",
                "topics rights"
            })
    void shouldDocumentExitCodesAndShowExamples(String command) {
        Cli cli = Cli.run((command + " --help").split(" "));

        assertThat(cli.out()).contains("Exit codes:", "Examples:", "windhover " + command);
    }

    @Test
    void shouldSuggestTheCommandThatWasMeant() {
        Cli cli = Cli.run("detct");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("detct", "Did you mean", "detect");
    }

    @Test
    void shouldSuggestTheOptionThatWasMeant() {
        Cli cli = Cli.run("detect", "--min-levl", "high", "x.json");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--min-levl", "--min-level");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rules",
                "lists",
                "lists show",
                "detect",
                "doctor",
                "rules check",
                "run",
                "rules publish x",
                "rules explain",
                "rules explain x",
                "rules backtest",
                "rules backtest --top 0 x",
                "demo --rate 0",
                "demo --rate x",
                "simulate --days x"
            })
    void shouldEndWithTwoWhenCalledWrongly(String commandLine) {
        Cli cli = Cli.run(commandLine.isEmpty() ? new String[0] : commandLine.split(" "));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("Usage: windhover").doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }
}
