package io.windhover.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** Each byte beside each other, since a subtraction borrows from the byte behind. */
    @Test
    void shouldMarkQuotesAndNothingElse() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                long expected = (first == '"' ? 0x80L : 0) | (second == '"' ? 0x8000L : 0);

                assertThat(Words.quotes(word(first, second))).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldTellWhetherAnyByteIsSpecial() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                boolean expected = isSpecial(first) || isSpecial(second);

                assertThat(Words.isMarked(Words.special(word(first, second))))
                        .describedAs("%02x %02x", first, second)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldTakeTheFirstBytesOfTextsOfAnyLengthWhereverTheyStand() {
        byte[] bytes = "abcdefghijk".getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from <= bytes.length; from++) {
            for (int to = from; to <= bytes.length; to++) {
                long expected = 0;
                for (int i = 0; i < Math.min(8, to - from); i++) {
                    expected |= (long) bytes[from + i] << (8 * i);
                }

                assertThat(Words.first(bytes, from, to)).isEqualTo(expected);
            }
        }
    }

    private static boolean isSpecial(int b) {
        return b == '\\' || b < ' ';
    }

    private static long word(int first, int second) {
        return first | ((long) second << 8) | 0x7e7a_617f_7e20L << 16;
    }
}
