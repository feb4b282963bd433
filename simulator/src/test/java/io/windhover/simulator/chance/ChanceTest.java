package io.windhover.simulator.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
    private static final int MANY = 20_000;

    private final Chance chance = Chance.of(1, "test");

    @Test
    void shouldDependOnSeedAndName() {
        assertThat(Chance.of(1, "test").bits()).isEqualTo(Chance.of(1, "test").bits());
        assertThat(Chance.of(1, "test").bits())
                .isNotEqualTo(Chance.of(2, "test").bits());
        assertThat(Chance.of(1, "test").bits())
                .isNotEqualTo(Chance.of(1, "tesu").bits());
    }

    @Test
    void shouldStayWithinBounds() {
        assertThat(IntStream.range(0, MANY).map(i -> chance.below(7))).containsOnly(0, 1, 2, 3, 4, 5, 6);
        assertThat(IntStream.range(0, MANY).mapToLong(i -> chance.between(3, 5)))
                .containsOnly(3L, 4L, 5L);
    }

    @Test
    void shouldHaveTheMeansThatItSays() {
        assertThat(mean(() -> chance.unit())).isCloseTo(0.5, within(0.01));
        assertThat(mean(() -> chance.gap(100))).isCloseTo(100, within(3.0));
        assertThat(mean(() -> chance.around(8, 2))).isCloseTo(8, within(0.1));
        assertThat(mean(() -> chance.happens(0.2) ? 1 : 0)).isCloseTo(0.2, within(0.02));
    }

    @Test
    void shouldPickByWeight() {
        Weighted<String> weighted =
                new Weighted<String>().add(3, "often").add(1, "rarely").add(0, "never");

        assertThat(mean(() -> weighted.pick(chance).equals("often") ? 1 : 0)).isCloseTo(0.75, within(0.02));
        assertThat(mean(() -> weighted.pick(chance).equals("never") ? 1 : 0)).isZero();
    }

    private static double mean(DoubleSupplier numbers) {
        return DoubleStream.generate(numbers).limit(MANY).average().orElseThrow();
    }
}
