package org.lineageca.ca.mass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;

/**
 * What the revocation of a list would bring about, as things stand.
 *
 * @param shares of the list, together all of it
 * @param crls those that grow, deltas left out: they begin anew with each CRL they add to
 */
public record Outlook(int certificates, List<Share> shares, List<CrlGrowth> crls, Pace pace) {

    /** So many lines people read; the rest is summed up. */
    static final int LINES = 24;

    /**
     * Certificates that have this in common.
     *
     * @param before what they are revoked or on hold for already; null where they are not
     */
    public record Share(
            GenerationId generation,
            String profile,
            @Nullable RevocationReason before,
            long certificates) {

        String inWords() {
            return String.format(
                    Locale.ROOT,
                    "%,d certificates of generation %s, profile %s, %s",
                    certificates,
                    generation.label(),
                    profile,
                    before == null
                            ? "not revoked"
                            : before == RevocationReason.CERTIFICATE_HOLD
                                    ? "on hold"
                                    : "revoked before: " + before.label());
        }
    }

    /**
     * The size of a CRL.
     *
     * @param octets of its DER
     */
    public record Size(long entries, long octets) {
        static final Size NONE = new Size(0, 0);
    }

    /**
     * One CRL.
     *
     * @param now the newest that is signed
     * @param after the next, if all of the list is revoked by then and nothing else changes
     */
    public record CrlGrowth(
            GenerationId generation, String place, Size now, Size after, CrlBudget budget) {

        /** Whether it will be larger than officers want it to be. */
        public boolean isOverBudget() {
            var entries = budget.entries();
            var octets = budget.bytes();
            return (entries != null && after.entries() > entries)
                    || (octets != null && after.octets() > octets);
        }

        String inWords() {
            return String.format(
                    Locale.ROOT,
                    "CRL %s/%s: %,d entries in %,d octets now, %,d in %,d after it%s",
                    generation.label(),
                    place,
                    now.entries(),
                    now.octets(),
                    after.entries(),
                    after.octets(),
                    budgetInWords());
        }

        private String budgetInWords() {
            if (!budget.isSet()) {
                return ", no budget is set";
            }
            return (isOverBudget() ? ", OVER the budget of " : ", within the budget of ")
                    + budget.inWords();
        }
    }

    /**
     * How many certificates are revoked in a second.
     *
     * @param isMeasured from the last batches; otherwise it is assumed
     */
    public record Pace(double perSecond, boolean isMeasured) {

        /** While nothing was measured: less than half of what one node did on two cores. */
        public static final Pace ASSUMED = new Pace(10_000, false);

        public Duration of(long certificates) {
            return Duration.ofMillis(Math.round(1_000.0 * certificates / perSecond));
        }

        String inWords(long certificates) {
            return String.format(
                    Locale.ROOT,
                    "about %s at %,.0f/s, %s",
                    spoken(of(certificates)),
                    perSecond,
                    isMeasured
                            ? "the rate of the last lists"
                            : "assumed: no list was measured yet");
        }
    }

    public Outlook {
        shares =
                shares.stream()
                        .sorted(Comparator.comparingLong(Share::certificates).reversed())
                        .toList();
        crls =
                crls.stream()
                        .sorted(
                                Comparator.comparingLong((CrlGrowth crl) -> crl.after().octets())
                                        .reversed())
                        .toList();
    }

    /** How many change: those that are not revoked for good. */
    public long toBeRevoked() {
        return shares.stream()
                .filter(share ->
                        share.before() == null
                                || share.before() == RevocationReason.CERTIFICATE_HOLD)
                .mapToLong(Share::certificates)
                .sum();
    }

    /** Lines for the plan that a second person approves. */
    public List<String> inWords() {
        var lines = new ArrayList<String>();
        shares.stream().limit(LINES).map(Share::inWords).forEach(lines::add);
        if (shares.size() > LINES) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%,d certificates in %d further groups",
                            shares.stream().skip(LINES).mapToLong(Share::certificates).sum(),
                            shares.size() - LINES));
        }
        crls.stream().limit(LINES).map(CrlGrowth::inWords).forEach(lines::add);
        if (crls.size() > LINES) {
            lines.add("%d further CRLs, none larger".formatted(crls.size() - LINES));
        }
        lines.add(pace.inWords(certificates));
        return lines;
    }

    /** Such as {@code 2 min 5 s}; below a second, {@code 1 s}. */
    public static String spoken(Duration duration) {
        var seconds = Math.max(1, (duration.toMillis() + 500) / 1_000);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
    }
}
