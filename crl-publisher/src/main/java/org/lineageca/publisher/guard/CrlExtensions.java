package org.lineageca.publisher.guard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a CRL that the guard understands (RFC 5280 5.2, X.509 9.5.2.6); each null where
 * it is absent.
 *
 * @param number the CRL number
 * @param keyIdentifier from the authorityKeyIdentifier
 * @param distributionPointCritical whether that extension is critical
 * @param base the deltaCRLIndicator
 * @param baseCritical whether that extension is critical
 * @param freshest the one URI of the freshestCRL
 * @param expiredSince the expiredCertsOnCRL
 * @param unexpectedCritical a critical extension that is not understood
 */
record CrlExtensions(
        @Nullable BigInteger number,
        @Nullable Octets keyIdentifier,
        @Nullable IssuingDistributionPoint distributionPoint,
        boolean distributionPointCritical,
        @Nullable BigInteger base,
        boolean baseCritical,
        @Nullable Octets freshest,
        @Nullable Instant expiredSince,
        @Nullable String unexpectedCritical) {

    private static final ObjectIdentifier CRL_NUMBER = ObjectIdentifier.ofHex("551d14");
    private static final ObjectIdentifier DELTA_CRL_INDICATOR = ObjectIdentifier.ofHex("551d1b");
    private static final ObjectIdentifier DISTRIBUTION_POINT = ObjectIdentifier.ofHex("551d1c");
    private static final ObjectIdentifier FRESHEST_CRL = ObjectIdentifier.ofHex("551d2e");
    private static final ObjectIdentifier EXPIRED_CERTS_ON_CRL = ObjectIdentifier.ofHex("551d3c");

    static CrlExtensions of(Extensions all) throws MalformedDerException {
        return new CrlExtensions(
                all.<BigInteger>value(CRL_NUMBER, DerCursor::positiveNumber),
                all.<Octets>value(KeyIdentifiers.AUTHORITY, KeyIdentifiers::authority),
                all.<IssuingDistributionPoint>value(
                        DISTRIBUTION_POINT, IssuingDistributionPoint::read),
                all.critical(DISTRIBUTION_POINT),
                all.<BigInteger>value(DELTA_CRL_INDICATOR, DerCursor::positiveNumber),
                all.critical(DELTA_CRL_INDICATOR),
                all.<Octets>value(FRESHEST_CRL, IssuingDistributionPoint::onlyUri),
                all.<Instant>value(
                        EXPIRED_CERTS_ON_CRL, in -> Instant.ofEpochSecond(in.generalizedTime())),
                all.criticalBeyond(Set.of(DISTRIBUTION_POINT, DELTA_CRL_INDICATOR)).orElse(null));
    }
}
