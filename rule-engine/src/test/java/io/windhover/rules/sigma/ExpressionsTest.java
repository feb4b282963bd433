package io.windhover.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            ``                → 0
            abc               → 3
            a{3}              → 5
            a{2,5}            → 9
            a{2,}             → 5
            a{0}              → 3
            (ab){3}           → 8
            x(ab){3}y         → 10
            ((a{2}b){3}c){4}  → 74
            (a{10}){10}       → 133
            a{                → 2
            a)b               → 3
            (a                → 1
            x(a(b             → 3
            a{12345}          → 8
            """)
    void shouldKnowTheSizeOfAnAutomatonWithoutMakingIt(String expression, long steps) {
        assertThat(Expressions.size(expression)).isEqualTo(steps);
    }

    @Test
    void shouldTakeExpressionsUpToTheirBounds() {
        assertThat(Expressions.fault("(?:a)".repeat(819) + "a", false)).isEmpty();
        assertThat(Expressions.fault("a".repeat(2_990), false)).isEmpty();
        assertThat(Expressions.fault("(".repeat(100) + "a" + ")".repeat(100), false))
                .isEmpty();
        assertThat(Expressions.fault("(a)".repeat(101), false)).isEmpty();
        assertThat(Expressions.fault("x{1000}".repeat(2), false)).isEmpty();

        assertThat(Expressions.fault("(?:a)".repeat(819) + "aa", false))
                .hasValueSatisfying(fault -> assertThat(fault.message()).contains("4096"));
        assertThat(Expressions.fault("(".repeat(101) + "a" + ")".repeat(101), false))
                .hasValueSatisfying(fault -> assertThat(fault.message()).contains("more than 100 deep"));
        assertThat(Expressions.fault("x{1000}".repeat(4), false))
                .hasValueSatisfying(fault -> assertThat(fault.message()).contains("repeats too much"));
    }

    /** What may be left out takes two steps each. */
    @Test
    void shouldAlsoAskTheAutomatonItself() {
        assertThat(Expressions.size("x{0,1000}".repeat(2))).isLessThan(3_000);
        assertThat(Expressions.fault("x{0,1000}".repeat(2), false))
                .hasValueSatisfying(fault -> assertThat(fault.message()).contains("repeats too much"));
    }
}
