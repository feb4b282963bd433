package io.windhover.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void shouldCountInWords() {
        assertThat(Counts.of(1, "rule")).isEqualTo("1 rule");
        assertThat(Counts.of(0, "rule")).isEqualTo("0 rules");
        assertThat(Counts.of(1_234, "rule")).isEqualTo("1,234 rules");
        assertThat(Counts.of(2, "match", "matches")).isEqualTo("2 matches");
    }

    @Test
    void shouldWriteBytesInTheirUnit() {
        assertThat(Counts.bytes(999)).isEqualTo("999 B");
        assertThat(Counts.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Counts.bytes(12_345_678)).isEqualTo("12.3 MB");
    }

    @Test
    void shouldWriteTimes() {
        assertThat(Counts.time(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Counts.time(Duration.ofMillis(4_240))).isEqualTo("4.2 s");
    }
}
