package io.windhover.rules.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailsTest {
    private static final MathContext PRECISE = new MathContext(60);
    /** Of logarithms: so it is the relative error of the probabilities. */
    private static final Offset<Double> CLOSE = within(1e-9);

    /** Of the values that tables print: P(X ≥ 4) at mean 1, P(X ≥ 10) at mean 5, P(X ≥ 1) at mean 0.5, … */
    @ParameterizedTest
    @CsvSource({
        "4, 1, 0.0190",
        "10, 5, 0.0318",
        "1, 0.5, 0.3935",
        "3, 0.5, 0.0144",
        "6, 2, 0.0166",
        "11, 10, 0.4170",
        "21, 10, 0.0016",
        "0, 3, 1"
    })
    void shouldAgreeWithPrintedTablesOfPoisson(int count, double mean, double printed) {
        assertThat(StrictMath.exp(Tails.logPoisson(count, mean))).isCloseTo(printed, within(0.00005));
    }

    @Test
    void shouldAgreeWithPoissonSummedInSixtyDigits() {
        for (double mean : new double[] {0.5, 0.75, 3, 17.25, 120, 900}) {
            for (int count : new int[] {1, 2, 5, 10, 20, 60, 130, 400, 1_000, 1_024}) {
                assertThat(Tails.logPoisson(count, mean))
                        .describedAs("P(X >= %d) at %s", count, mean)
                        .isCloseTo(poisson(count, mean), CLOSE);
            }
        }
    }

    @Test
    void shouldAgreeWithNegativeBinomialSummedInSixtyDigits() {
        for (double mean : new double[] {0.5, 3, 17.25, 120}) {
            for (double dispersion : new double[] {1.01, 1.5, 4, 30}) {
                for (int count : new int[] {1, 2, 5, 10, 20, 60, 130, 400, 1_000}) {
                    double variance = mean * dispersion;
                    assertThat(Tails.logNegativeBinomial(count, mean, variance))
                            .describedAs("P(X >= %d) at %s, %s", count, mean, variance)
                            .isCloseTo(negativeBinomial(count, mean, variance), CLOSE);
                }
            }
        }
    }

    @Test
    void shouldBePoissonWhereTheVarianceIsNotAboveTheMean() {
        assertThat(Tails.logNegativeBinomial(10, 3, 3)).isEqualTo(Tails.logPoisson(10, 3));
        assertThat(Tails.logNegativeBinomial(10, 3, 3 + 1e-7)).isCloseTo(Tails.logPoisson(10, 3), within(1e-5));
    }

    @Test
    void shouldNotBecomeZeroNorEndlessFarOut() {
        assertThat(Tails.logPoisson(1_024, 0.5)).isBetween(-10_000.0, -5_000.0);
        assertThat(Tails.logPoisson(1, 1e6)).isBetween(-1e-300, 0.0);
        assertThat(Tails.logNegativeBinomial(1_024, 1e6, 2e6)).isBetween(-1e-9, 0.0);
        assertThat(Tails.logNegativeBinomial(1_024, 0.5, 1e6)).isBetween(-100.0, 0.0);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5723649429247001", "1, 0", "2, 0", "10, 12.801827480081469", "100, 359.1342053695754"})
    void shouldKnowTheGammaFunction(double z, double expected) {
        assertThat(Tails.logGamma(z)).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
    }

    private static double poisson(long count, double mean) {
        BigDecimal rate = new BigDecimal(mean);
        BigDecimal term = exp(rate.negate());
        return sum(term, count, (last, k) -> last.multiply(rate).divide(BigDecimal.valueOf(k), PRECISE));
    }

    private static double negativeBinomial(long count, double mean, double variance) {
        double size = mean * mean / (variance - mean);
        BigDecimal x = new BigDecimal(mean).divide(new BigDecimal(mean + size), PRECISE);
        BigDecimal first = exp(BigDecimal.valueOf(size * Math.log(size / (mean + size))));
        return sum(first, count, (last, k) -> last.multiply(x)
                .multiply(new BigDecimal(size + k - 1))
                .divide(BigDecimal.valueOf(k), PRECISE));
    }

    private interface Next {
        BigDecimal after(BigDecimal last, long k);
    }

    /** The logarithm of the sum of the terms from {@code count} on. */
    private static double sum(BigDecimal first, long count, Next next) {
        BigDecimal term = first;
        for (long k = 1; k <= count; k++) {
            term = next.after(term, k).round(PRECISE);
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal least = BigDecimal.ONE.movePointLeft(25);
        long k = count;
        boolean falls = false;
        while (!falls || term.compareTo(sum.multiply(least)) > 0) {
            sum = sum.add(term, PRECISE);
            BigDecimal following = next.after(term, ++k).round(PRECISE);
            falls = following.compareTo(term) < 0;
            term = following;
        }
        int magnitude = sum.precision() - sum.scale();
        return StrictMath.log(sum.movePointLeft(magnitude).doubleValue()) + magnitude * StrictMath.log(10);
    }

    /** By its series, in sixty digits. */
    private static BigDecimal exp(BigDecimal exponent) {
        if (exponent.signum() < 0) {
            return BigDecimal.ONE.divide(exp(exponent.negate()), PRECISE);
        }
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; term.compareTo(sum.movePointLeft(60)) > 0; n++) {
            term = term.multiply(exponent).divide(BigDecimal.valueOf(n), PRECISE);
            sum = sum.add(term, PRECISE);
        }
        return sum;
    }
}
