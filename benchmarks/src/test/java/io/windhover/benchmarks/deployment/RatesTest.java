package io.windhover.benchmarks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final Rates rates = new Rates();

    @Test
    void shouldTellTheRateOfEachPart() {
        // Given: 100 a second up to 1,000, then 50 a second.
        look(0, 0);
        look(5, 500);
        look(10, 1_000);
        look(30, 2_000);

        // When, Then
        assertThat(rates.between(0, 0.1)).isEqualTo(100);
        assertThat(rates.between(0.9, 1)).isEqualTo(50);
        assertThat(rates.parts(2)).containsExactly(100.0, 50.0);
    }

    @Test
    void shouldCountStandingStillToWhatFollows() {
        // Given
        look(0, 0);
        look(1, 100);
        look(11, 100);
        look(12, 200);

        // When, Then
        assertThat(rates.between(0, 0.5)).isEqualTo(100);
        assertThat(rates.between(0.5, 1)).isEqualTo(100 / 11.0);
    }

    @Test
    void shouldNotCountWhatWasDoneBeforeTheFirstLook() {
        // Given
        look(0, 400);
        look(2, 600);

        // When, Then
        assertThat(rates.between(0, 1)).isEqualTo(100);
    }

    @Test
    void shouldTellNothingOfASingleLook() {
        // Given
        look(0, 100);

        // When, Then
        assertThat(rates.between(0, 1)).isZero();
    }

    private void look(long seconds, long count) {
        rates.add(TimeUnit.SECONDS.toNanos(seconds), count);
    }
}
