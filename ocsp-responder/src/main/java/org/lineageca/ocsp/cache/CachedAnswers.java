package org.lineageca.ocsp.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.octets.Octets;

/**
 * The answers about one certificate, one for each way of asking: SHA-1 or SHA-256, parameters NULL
 * or absent.
 */
record CachedAnswers(List<Variant> variants) {

    /** What a way of asking costs in memory beside its octets: measured, rounded up. */
    private static final int OVERHEAD = 320;

    private static final int WAYS_OF_ASKING = 4;

    /**
     * One answer.
     *
     * @param certId the question as it was asked
     */
    record Variant(Octets certId, SignedAnswer answer) {}

    CachedAnswers {
        variants = List.copyOf(variants);
    }

    Optional<SignedAnswer> to(Octets certId) {
        for (var variant : variants) {
            if (variant.certId().equals(certId)) {
                return Optional.of(variant.answer());
            }
        }
        return Optional.empty();
    }

    CachedAnswers with(Octets certId, SignedAnswer answer) {
        var kept = new ArrayList<Variant>(WAYS_OF_ASKING);
        kept.add(new Variant(certId, answer));
        for (var variant : variants) {
            if (!variant.certId().equals(certId) && kept.size() < WAYS_OF_ASKING) {
                kept.add(variant);
            }
        }
        return new CachedAnswers(kept);
    }

    /** In octets, about. */
    int weight() {
        var weight = 0;
        for (var variant : variants) {
            weight +=
                    OVERHEAD
                            + variant.certId().length()
                            + variant.answer().response().head().length();
        }
        return weight;
    }
}
