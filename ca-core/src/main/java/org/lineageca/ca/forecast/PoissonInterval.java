package org.lineageca.ca.forecast;

import java.util.function.DoubleUnaryOperator;

/**
 * Between which means a Poisson process may lie that was seen to give a count.
 *
 * <p>The exact interval of F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika
 * 28 (1936), 437: the lower limit is the mean that gives so many events or more with the
 * probability of one tail, the upper one the mean that gives so many or fewer. It equals half of
 * the chi-square quantiles with 2n and 2n + 2 degrees of freedom (NIST/SEMATECH e-Handbook of
 * Statistical Methods 6.3.3.1), and is never too narrow.
 *
 * @param lower events in the time observed
 * @param upper events in the time observed
 */
public record PoissonInterval(double lower, double upper) {

    private static final int HALVINGS = 100;

    /**
     * The interval for a count.
     *
     * @param confidence such as 0.9: a tail of 0.05 on each side
     */
    public static PoissonInterval of(long count, double confidence) {
        if (count < 0 || confidence <= 0 || confidence > 0.999) {
            throw new IllegalArgumentException(
                    "no interval for a count of " + count + " and a confidence of " + confidence);
        }
        var tail = (1 - confidence) / 2;
        var seen = (double) count;
        var lower = count == 0 ? 0 : root(mean -> atLeast(count, mean) - tail, 0, seen);
        var farAbove = seen + 10 * Math.sqrt(seen) + 20;
        return new PoissonInterval(lower, root(mean -> tail - atMost(count, mean), seen, farAbove));
    }

    /** Where a rising function is zero. */
    private static double root(DoubleUnaryOperator rising, double low, double high) {
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(N >= count), for a mean below the count: the terms fall. */
    private static double atLeast(long count, double mean) {
        var term = probability(count, mean);
        var sum = term;
        for (var k = count + 1; term > sum * 1e-17; k++) {
            term *= mean / k;
            sum += term;
        }
        return sum;
    }

    /** P(N <= count), for a mean above the count: the terms fall towards zero. */
    private static double atMost(long count, double mean) {
        var term = probability(count, mean);
        var sum = term;
        for (var k = count; k > 0 && term > sum * 1e-17; k--) {
            term *= k / mean;
            sum += term;
        }
        return sum;
    }

    private static double probability(long count, double mean) {
        if (count == 0) {
            return Math.exp(-mean);
        }
        return Math.exp(count * Math.log(mean) - mean - logFactorial(count));
    }

    /** A sum of logarithms, or Stirling's series (NIST DLMF 5.11.1), whose error is then 1e-15. */
    private static double logFactorial(long count) {
        if (count < 256) {
            var sum = 0.0;
            for (var k = 2; k <= count; k++) {
                sum += Math.log(k);
            }
            return sum;
        }
        var n = (double) count;
        return n * Math.log(n)
                - n
                + Math.log(2 * Math.PI * n) / 2
                + 1 / (12 * n)
                - 1 / (360 * n * n * n);
    }
}
