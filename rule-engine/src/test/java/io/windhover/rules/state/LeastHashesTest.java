package io.windhover.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LeastHashesTest {
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);

    @Test
    void shouldCountExactlyUpToItsBound() {
        // Given
        LeastHashes set = LeastHashes.NONE;
        for (int i = 0; i < 2 * (LeastHashes.MOST - 1); i++) {
            set = set.with(Hash.of("member " + i / 2));
        }

        // Then
        assertThat(set.estimate()).isEqualTo(255);
        assertThat(set.isExact()).isTrue();
        assertThat(set.contains(Hash.of("member 7"))).isTrue();
        assertThat(set.contains(Hash.of("member 255"))).isFalse();
        assertThat(set.with(Hash.of("member 255")).isExact()).isFalse();
    }

    @Test
    void shouldEstimateWithinTheErrorThatTheTheoryGives() {
        // Given
        int rounds = 200;
        for (int size : new int[] {256, 1_000, 20_000}) {
            Random random = new Random(FIRST_SEED + size);
            double sum = 0;
            double squares = 0;
            double greatest = 0;

            // When
            for (int round = 0; round < rounds; round++) {
                LeastHashes set = of(random.longs(size));
                double error = (set.estimate() - size) / (double) size;
                sum += error;
                squares += error * error;
                greatest = Math.max(greatest, Math.abs(error));
            }

            // Then: without bias, by three standard errors; the deviation 6.3 %, by a fifth
            double deviation = 1 / Math.sqrt(LeastHashes.MOST - 2);
            assertThat(sum / rounds).isBetween(-3 * deviation / Math.sqrt(rounds), 3 * deviation / Math.sqrt(rounds));
            assertThat(Math.sqrt(squares / rounds)).isLessThan(1.2 * deviation);
            assertThat(greatest).isLessThan(5 * deviation);
        }
    }

    @Test
    void shouldBeTheSameInWhateverOrderAndHoweverOften() {
        // Given
        Random random = new Random(FIRST_SEED);
        List<Long> hashes = new ArrayList<>(random.longs(700).boxed().toList());
        byte[] ordered = bytes(of(hashes.stream().mapToLong(Long::longValue)));

        // When
        hashes.addAll(hashes.subList(0, 300));
        Collections.shuffle(hashes, random);
        LeastHashes left = of(hashes.subList(0, 500).stream().mapToLong(Long::longValue));
        LeastHashes right = of(hashes.subList(400, 1_000).stream().mapToLong(Long::longValue));

        // Then
        assertThat(bytes(of(hashes.stream().mapToLong(Long::longValue)))).isEqualTo(ordered);
        assertThat(bytes(left.union(right))).isEqualTo(ordered);
        assertThat(bytes(right.union(left))).isEqualTo(ordered);
        assertThat(ordered).hasSize(StateHeader.BYTES + 2 + 8 * LeastHashes.MOST);
    }

    @Test
    void shouldOrderHashesAsUnsigned() {
        LeastHashes set = of(LongStream.rangeClosed(-256, -1)).with(5);

        assertThat(set.contains(5)).isTrue();
        assertThat(set.contains(-1)).isFalse();
        assertThat(set.with(-1)).isSameAs(set);
        assertThat(set.with(5)).isSameAs(set);
    }

    @Test
    void shouldComeBackFromItsBytes() {
        LeastHashes set = of(new Random(FIRST_SEED).longs(100));

        assertThat(bytes(LeastHashes.read(new StateReader(bytes(set))))).isEqualTo(bytes(set));
    }

    private static LeastHashes of(LongStream hashes) {
        LeastHashes set = LeastHashes.NONE;
        for (long hash : hashes.toArray()) {
            set = set.with(hash);
        }
        return set;
    }

    private static byte[] bytes(LeastHashes set) {
        StateWriter out = new StateWriter(0);
        set.write(out);
        return out.toBytes();
    }
}
