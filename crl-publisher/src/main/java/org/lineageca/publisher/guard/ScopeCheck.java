package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lineageca.publisher.guard.Check.Finding;

/**
 * Whether a CRL speaks for the certificates of its URL, and is seen to.
 *
 * <p>By the issuer's name alone it speaks for all certificates of that name. Where the authority
 * has several keys only a critical issuingDistributionPoint with the CRL's own URI narrows it to
 * those that name this URI (RFC 5280 5.2.5).
 */
final class ScopeCheck {

    private ScopeCheck() {}

    static Optional<Finding> finding(Examination e) {
        var scope = e.candidate().scope();
        var found = e.list().distributionPoint();
        return (found == null ? absent(e, scope) : present(e.list(), found, scope))
                .or(() -> asTheScope(e));
    }

    private static Optional<Finding> absent(Examination e, CrlScope scope) {
        return switch (scope) {
            case CrlScope.Complete _ -> absent(e);
            case CrlScope.Delta(var of) -> absent(e, of);
            case CrlScope.CaCertificates _, CrlScope.Shard _ ->
                    refuseUnless(
                            false,
                            "It has no issuingDistributionPoint, without which it speaks for all certificates.");
        };
    }

    /** Once it was there, certificates may rely on it: there is no way back. */
    private static Optional<Finding> absent(Examination e) {
        var last = e.last();
        return refuseUnless(
                        last == null || last.distributionPoint() == null,
                        "It has no issuingDistributionPoint, which the CRL published last has.")
                .or(() ->
                        refuseUnless(
                                !e.issuer().nameShared(),
                                "It has no issuingDistributionPoint, though its authority has more than one key."));
    }

    private static Optional<Finding> present(
            CertList list, IssuingDistributionPoint found, CrlScope scope) {
        return refuseUnless(
                        found.limits().equals(limits(scope)),
                        "Its issuingDistributionPoint says %s, where its scope has %s."
                                .formatted(found.limits(), limits(scope)))
                .or(() ->
                        refuseUnless(
                                list.extensions().distributionPointCritical(),
                                "Its issuingDistributionPoint is not critical."))
                .or(() ->
                        refuseUnless(
                                scope.distributionPoint().equals(found.uri()),
                                "Its issuingDistributionPoint does not name the URI of its scope."));
    }

    /**
     * A delta and the CRL it adds to both lack the extension, or both have it and say the same (RFC
     * 5280 5.2.4).
     */
    private static Optional<Finding> asTheScope(Examination e) {
        var full = e.published().counterpart();
        return refuseUnless(
                !e.candidate().isDelta()
                        || full == null
                        || Objects.equals(full.distributionPoint(), e.list().distributionPoint()),
                "Its issuingDistributionPoint is not that of the CRL of its scope.");
    }

    private static List<String> limits(CrlScope scope) {
        return switch (scope) {
            case CrlScope.Complete _, CrlScope.Shard _ -> List.of();
            case CrlScope.CaCertificates _ -> List.of("onlyContainsCACerts");
            case CrlScope.Delta(var of) -> limits(of);
        };
    }

    private static Optional<Finding> refuseUnless(boolean holds, String otherwise) {
        return require(holds, RefusalReason.SCOPE, otherwise);
    }
}
