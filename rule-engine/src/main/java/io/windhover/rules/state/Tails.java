package io.windhover.rules.state;

/**
 * Upper tails of distributions of counts: the logarithm of the probability of {@code count} or more. In logarithms, so
 * that the very improbable does not become zero; with {@link StrictMath}, so that every machine decides alike.
 *
 * <p>Sources: NIST Digital Library of Mathematical Functions (dlmf.nist.gov), equations as named below; continued
 * fractions by the algorithm of Lentz as modified by Thompson and Barnett (J. Comput. Phys. 64, 1986, 490–509). Relative
 * error of a probability: below 1e-9 for counts and means up to 10,000.
 */
final class Tails {
    private static final double EPSILON = 1e-15;
    private static final double TINY = 1e-300;
    private static final int MOST_STEPS = 100_000;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    /** Coefficients of Stirling's series, B(2k) / (2k (2k − 1)): DLMF 5.11.1. */
    private static final double[] STIRLING = {
        1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
    };

    private static final double STIRLING_FROM = 12;

    private Tails() {}

    /** Of a Poisson distribution: the regularised lower incomplete gamma function P(count, mean), DLMF 8.2.4. */
    static double logPoisson(int count, double mean) {
        if (count <= 0) {
            return 0;
        }
        double log = count * StrictMath.log(mean) - mean;
        if (mean < count + 1.0) {
            return Math.min(0, log - logGamma(count + 1.0) + StrictMath.log(gammaSeries(count, mean)));
        }
        return logOfRest(log - logGamma(count) + StrictMath.log(gammaFraction(count, mean)));
    }

    /**
     * Of a negative binomial distribution, by its mean and variance: the regularised incomplete beta function, DLMF 8.17.
     * A variance that is not above the mean makes it Poisson's.
     */
    static double logNegativeBinomial(int count, double mean, double variance) {
        if (variance <= mean) {
            return logPoisson(count, mean);
        }
        if (count <= 0) {
            return 0;
        }
        double size = mean * mean / (variance - mean);
        double x = mean / (mean + size);
        double y = size / (mean + size);
        // DLMF 8.17.1, 8.17.4
        double log = count * StrictMath.log(x)
                + size * StrictMath.log(y)
                + logGamma(count + size)
                - logGamma(count)
                - logGamma(size);
        if (x < (count + 1) / (count + size + 2)) {
            return Math.min(0, log - StrictMath.log(count) + StrictMath.log(betaFraction(count, size, x)));
        }
        return logOfRest(log - StrictMath.log(size) + StrictMath.log(betaFraction(size, count, y)));
    }

    /** The logarithm of 1 − e^log. */
    private static double logOfRest(double log) {
        return StrictMath.log1p(-StrictMath.exp(Math.min(log, 0)));
    }

    /** Σ xⁿ / ((a + 1) … (a + n)), n from 0: DLMF 8.7.1 with 8.2.6. */
    private static double gammaSeries(double a, double x) {
        double sum = 1;
        double term = 1;
        for (int n = 1; n < MOST_STEPS && term > sum * EPSILON; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /** Γ(a, x) eˣ x⁻ᵃ: the even part of DLMF 8.9.2. */
    private static double gammaFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / notZero(b);
        double h = d;
        for (int n = 1; n < MOST_STEPS; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / notZero(numerator * d + b);
            c = notZero(b + numerator / c);
            double factor = c * d;
            h *= factor;
            if (Math.abs(factor - 1) < EPSILON) {
                break;
            }
        }
        return h;
    }

    /** a B(a, b) I(x; a, b) / (xᵃ (1 − x)ᵇ): DLMF 8.17.22. */
    private static double betaFraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m < MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            h *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            double factor = c * d;
            h *= factor;
            if (Math.abs(factor - 1) < EPSILON) {
                break;
            }
        }
        return h;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Of a positive number: Stirling's series, DLMF 5.11.1, after the recurrence 5.5.1 for small ones. */
    static double logGamma(double z) {
        double shifted = z;
        double product = 1;
        while (shifted < STIRLING_FROM) {
            product *= shifted;
            shifted++;
        }
        double square = shifted * shifted;
        double power = shifted;
        double series = 0;
        for (double coefficient : STIRLING) {
            series += coefficient / power;
            power *= square;
        }
        return (shifted - 0.5) * StrictMath.log(shifted) - shifted + HALF_LOG_TWO_PI + series - StrictMath.log(product);
    }
}
