package io.windhover.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void shouldColourTerminalsOnly() {
        assertThat(Terminal.isColoured(Map.of("TERM", "xterm"), true)).isTrue();
        assertThat(Terminal.isColoured(Map.of("TERM", "xterm"), false)).isFalse();
        assertThat(Terminal.isColoured(Map.of("TERM", "dumb"), true)).isFalse();
    }

    @Test
    void shouldFollowTheEnvironment() {
        assertThat(Terminal.isColoured(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(Terminal.isColoured(Map.of("NO_COLOR", ""), true)).isTrue();
        assertThat(Terminal.isColoured(Map.of("CLICOLOR", "0"), true)).isFalse();
        assertThat(Terminal.isColoured(Map.of("CLICOLOR_FORCE", "1"), false)).isTrue();
        assertThat(Terminal.isColoured(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), true))
                .isFalse();
    }

    @Test
    void shouldFallBackToAsciiWhereTheCharsetHasNothingElse() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Screen screen = Screen.of(bytes, StandardCharsets.US_ASCII, true, false, 0);
        screen.line(screen.symbol("\u2713", "+") + " größer");

        assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualToIgnoringNewLines("+ gr??er");
    }

    @Test
    void shouldTakeAStrangeWidthForTheUsualOne() {
        assertThat(Screen.of(new ByteArrayOutputStream(), StandardCharsets.UTF_8, true, false, 0)
                        .columns())
                .isEqualTo(80);
        assertThat(Screen.of(new ByteArrayOutputStream(), StandardCharsets.UTF_8, true, false, 120)
                        .columns())
                .isEqualTo(120);
    }
}
