package org.lineageca.ca.forecast;

import java.util.Locale;

/**
 * How often certificates of a lineage are revoked that a CRL speaks for.
 *
 * @param revocations that were counted
 * @param days over which they were counted, at least 1
 * @param interval for the count at a confidence of 90 %
 * @param shards over how many CRLs of the kind they are spread; 1 for a complete one
 */
public record RevocationRate(long revocations, long days, PoissonInterval interval, int shards) {

    /** Of fewer than this many revocations the rate is known to no better than 40 %. */
    public static final int ENOUGH = 20;

    private static final double CONFIDENCE = 0.9;

    public static RevocationRate of(long revocations, long days) {
        return new RevocationRate(
                revocations, Math.max(1, days), PoissonInterval.of(revocations, CONFIDENCE), 1);
    }

    /** The same revocations, spread evenly over so many shards. */
    RevocationRate spreadOver(int number) {
        return new RevocationRate(revocations, days, interval, number);
    }

    public double perDay() {
        return (double) revocations / days / shards;
    }

    public double slowest() {
        return interval.lower() / days / shards;
    }

    public double fastest() {
        return interval.upper() / days / shards;
    }

    public boolean isTooLittleHistory() {
        return revocations < ENOUGH;
    }

    public String inWords() {
        var counted =
                String.format(
                        Locale.ROOT,
                        "%s in %s%s: %.2f a day, with 90 %% confidence between %.2f and %.2f.",
                        revocations == 1 ? "1 revocation" : revocations + " revocations",
                        days == 1 ? "1 day" : days + " days",
                        shards == 1 ? "" : ", spread over " + shards + " shards",
                        perDay(),
                        slowest(),
                        fastest());
        return isTooLittleHistory()
                ? "Too little history: " + counted + " The range is as wide as that."
                : counted;
    }
}
