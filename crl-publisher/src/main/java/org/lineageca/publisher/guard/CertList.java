package org.lineageca.publisher.guard;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CertificateList (RFC 5280 5.1) as its octets say.
 *
 * @param der all of it
 * @param signed the parts the signature is about
 * @param tbsSha256 SHA-256 of the TBSCertList: what the intent in the database names
 * @param innerAlgorithm the AlgorithmIdentifier that is signed
 * @param issuer DER Name
 * @param nextUpdate null where it is absent
 * @param revoked the entries
 * @param unexpectedCritical a critical extension of an entry; null where there is none
 */
public record CertList(
        Octets der,
        SignedValue signed,
        Octets tbsSha256,
        Octets innerAlgorithm,
        Octets issuer,
        Instant thisUpdate,
        @Nullable Instant nextUpdate,
        RevokedEntries revoked,
        CrlExtensions extensions,
        @Nullable String unexpectedCritical) {

    /** The nextUpdate that says that no other CRL will come: 99991231235959Z. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Whether no other CRL will come after it. */
    public boolean isFinal() {
        return NEVER.equals(nextUpdate);
    }

    /** The CRL number; null where it is absent. */
    public @Nullable BigInteger number() {
        return extensions.number();
    }

    /** The number of the CRL it adds to; null where it is not a delta. */
    public @Nullable BigInteger base() {
        return extensions.base();
    }

    @Nullable IssuingDistributionPoint distributionPoint() {
        return extensions.distributionPoint();
    }

    /** Whether its number is known and below another one. */
    boolean numberedBelow(CertList other) {
        var mine = number();
        var theirs = other.number();
        return mine != null && theirs != null && mine.compareTo(theirs) < 0;
    }
}
