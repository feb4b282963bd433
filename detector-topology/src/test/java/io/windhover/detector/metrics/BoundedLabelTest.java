package io.windhover.detector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedLabelTest {
    @Test
    void shouldTellTheFirstValuesApartAndNoMore() {
        BoundedLabel label = new BoundedLabel(2);

        assertThat(label.of("one")).isEqualTo("one");
        assertThat(label.of("two")).isEqualTo("two");
        assertThat(label.of("three")).isEqualTo("other");
        assertThat(label.of("one")).isEqualTo("one");
    }

    @Test
    void shouldCutWhatIsLong() {
        assertThat(new BoundedLabel(1).of("x".repeat(1_000_000))).hasSize(128);
    }
}
