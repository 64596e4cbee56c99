package org.lineageca.ca.crl;

import java.time.Instant;
import java.util.List;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.revocation.RevocationEntry;

/**
 * The content of a CRL before its signature (RFC 5280 5.1.2).
 *
 * @param entries in ascending order of serial number
 * @param criticalDistributionPoint whether the CRL speaks only for the certificates that carry the
 *     scope's URI, because the authority has other generations: it then carries a critical
 *     issuingDistributionPoint
 */
public record TbsCertList(
        Issuer issuer,
        CrlScope scope,
        CrlNumber number,
        Instant thisUpdate,
        Instant nextUpdate,
        List<RevocationEntry> entries,
        boolean criticalDistributionPoint) {

    /**
     * The nextUpdate of a final CRL: "has no well-defined expiration date" (RFC 5280 4.1.2.5), as
     * ETSI EN 319 411-1 CSS-6.3.9 has it for the last CRL of a CA.
     */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    public TbsCertList {
        entries = List.copyOf(entries);
    }

    /** Whether no other will follow it. */
    public boolean isFinal() {
        return nextUpdate.equals(NEVER);
    }
}
