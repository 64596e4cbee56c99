package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.util.Optional;
import org.lineageca.publisher.guard.Check.Finding;

/** What a CRL says of its deltas and of expired certificates. */
final class FreshnessCheck {

    private FreshnessCheck() {}

    static Optional<Finding> finding(Examination e) {
        return freshest(e).or(() -> expired(e));
    }

    /** RFC 5280 5.2.6: it "MUST NOT appear in delta CRLs". */
    private static Optional<Finding> freshest(Examination e) {
        var uri = e.list().extensions().freshest();
        if (uri == null) {
            return Optional.empty();
        }
        return require(
                        !e.candidate().isDelta(),
                        RefusalReason.FRESHEST_CRL,
                        "It has a freshestCRL, which a delta may not have.")
                .or(() ->
                        require(
                                uri.equals(e.candidate().deltas()),
                                RefusalReason.FRESHEST_CRL,
                                "Its freshestCRL does not name the URI of the deltas of its scope."));
    }

    /** Later would mean that entries which it said to keep are kept no more. */
    private static Optional<Finding> expired(Examination e) {
        var since = e.list().extensions().expiredSince();
        var last = e.last();
        var before = last == null ? null : last.extensions().expiredSince();
        return require(
                since == null || before == null || !since.isAfter(before),
                RefusalReason.EXPIRED_CERTS,
                "Its expiredCertsOnCRL %s is later than %s, that of the CRL published last."
                        .formatted(since, before));
    }
}
