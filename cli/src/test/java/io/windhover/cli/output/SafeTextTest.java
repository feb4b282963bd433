package io.windhover.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void shouldLeavePrintedTextAlone() {
        assertThat(SafeText.line("plain, größer, 東京, \uD83D\uDE00")).isEqualTo("plain, größer, 東京, \uD83D\uDE00");
    }

    @Test
    void shouldReplaceWhatSteersATerminal() {
        assertThat(SafeText.line("a\u001b[31mb\rc\nd\te\u009bf\u007fg"))
                .isEqualTo("a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg");
    }

    @Test
    void shouldReplaceWhatTurnsTextAroundOrBreaksLines() {
        assertThat(SafeText.line("a\u202Eb\u2066c\u2028d\uD800e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }

    @Test
    void shouldKeepLineFeedsAndTabsOfSeveralLines() {
        assertThat(SafeText.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\uFFFD");
    }

    @Test
    void shouldCutByCodePoints() {
        assertThat(SafeText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(SafeText.line("abcdefg", 6)).isEqualTo("abcde\u2026");
        assertThat(SafeText.line("\uD83D\uDE00".repeat(7), 6)).isEqualTo("\uD83D\uDE00".repeat(5) + "\u2026");
    }
}
