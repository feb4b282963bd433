package io.windhover.rules.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DecayedCountsTest {
    @Test
    void shouldWeighBucketsByHalfAfterEachHalfLife() {
        // Given: one bucket is a half-life
        DecayedCounts counts = new DecayedCounts(1);
        counts.add(10, 8);
        counts.add(12, 2);

        // Then: weights 1, 1/2, 1/4 for buckets 12, 11, 10
        assertThat(counts.mean(12)).isCloseTo((2 + 0 + 8 / 4.0) / 1.75, within(1e-12));
        assertThat(counts.variance(12))
                .isCloseTo((4 + 0 + 64 / 4.0) / 1.75 - StrictMath.pow(4 / 1.75, 2), within(1e-12));
        assertThat(counts.mean(13)).isCloseTo(2 / 1.875, within(1e-12));
        assertThat(counts.events()).isEqualTo(10);
    }

    @Test
    void shouldAgreeWithTheSumOfAllBucketsOverManyLandmarks() {
        // Given: so long that the landmark moves often
        Random random = new Random(20261101L);
        double halvings = 0.25;
        int buckets = 3_000;
        DecayedCounts counts = new DecayedCounts(halvings);
        double sum = 0;
        double squares = 0;
        double weights = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            int count = bucket == 0 ? 1 : random.nextInt(4) == 0 ? random.nextInt(50) : 0;
            if (count > 0) {
                counts.add(bucket, count);
            }
            double weight = Math.pow(2, (bucket - buckets) * halvings);
            sum += weight * count;
            squares += weight * count * count;
            weights += weight;
        }

        // Then
        double mean = sum / weights;
        assertThat(counts.mean(buckets - 1)).isCloseTo(mean, within(1e-9 * mean));
        assertThat(counts.variance(buckets - 1)).isCloseTo(squares / weights - mean * mean, within(1e-7));
    }

    @Test
    void shouldForgetInTheEndAndNeverOverflow() {
        // Given
        DecayedCounts counts = new DecayedCounts(1);
        counts.add(0, 1_000);

        // Then
        assertThat(counts.mean(1_000_000)).isZero();
        assertThat(counts.variance(1_000_000)).isZero();
        counts.add(1_000_000, 3);
        assertThat(counts.mean(1_000_000)).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void shouldExpectNothingOfAnEmptyHistory() {
        assertThat(new DecayedCounts(0.1).mean(5)).isZero();
        assertThat(new DecayedCounts(0.1).variance(5)).isZero();
    }
}
