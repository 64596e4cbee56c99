package org.lineageca.publisher.guard;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CertificateList (RFC 5280 5.1) as its octets say.
 *
 * @param der all of it
 * @param signed the parts the signature is about
 * @param innerAlgorithm the AlgorithmIdentifier that is signed
 * @param issuer DER Name
 * @param nextUpdate null where it is absent
 * @param revoked the entries
 * @param number the CRL number; null where it is absent
 * @param keyIdentifier from the authorityKeyIdentifier; null where it is absent
 * @param distributionPoint null where it is absent
 * @param distributionPointCritical whether that extension is critical
 * @param unexpectedCritical a critical extension, of the CRL or of an entry, that is not understood
 */
public record CertList(
        Octets der,
        SignedValue signed,
        Octets innerAlgorithm,
        Octets issuer,
        Instant thisUpdate,
        @Nullable Instant nextUpdate,
        RevokedEntries revoked,
        @Nullable BigInteger number,
        @Nullable Octets keyIdentifier,
        @Nullable IssuingDistributionPoint distributionPoint,
        boolean distributionPointCritical,
        @Nullable String unexpectedCritical) {

    /** The nextUpdate that says that no other CRL will come: 99991231235959Z. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Whether no other CRL will come after it. */
    public boolean isFinal() {
        return NEVER.equals(nextUpdate);
    }

    /** SHA-256 of the TBSCertList: what the intent in the database names. */
    public Octets tbsSha256() {
        return signed.toBeSigned().sha256();
    }
}
