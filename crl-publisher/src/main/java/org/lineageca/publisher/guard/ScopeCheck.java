package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    static Optional<Finding> finding(
            CertList list, CrlScope scope, @Nullable CertList last, Issuer issuer) {
        var found = list.distributionPoint();
        return found == null ? absent(last, issuer) : present(list, found, scope);
    }

    /** Once it was there, certificates may rely on it: there is no way back. */
    private static Optional<Finding> absent(@Nullable CertList last, Issuer issuer) {
        return refuseUnless(
                        last == null || last.distributionPoint() == null,
                        "It has no issuingDistributionPoint, which the CRL published last has.")
                .or(() ->
                        refuseUnless(
                                !issuer.nameShared(),
                                "It has no issuingDistributionPoint, though its authority has more than one key."));
    }

    private static Optional<Finding> present(
            CertList list, IssuingDistributionPoint found, CrlScope scope) {
        var limits = found.limits();
        return refuseUnless(
                        limits.isEmpty(),
                        "Its issuingDistributionPoint says %s, where it must speak for all certificates."
                                .formatted(limits))
                .or(() ->
                        refuseUnless(
                                list.distributionPointCritical(),
                                "Its issuingDistributionPoint is not critical."))
                .or(() ->
                        refuseUnless(
                                scope.distributionPoint().equals(found.uri()),
                                "Its issuingDistributionPoint does not name the URI of its scope."));
    }

    private static Optional<Finding> refuseUnless(boolean holds, String otherwise) {
        return require(holds, RefusalReason.SCOPE, otherwise);
    }
}
