package org.lineageca.ca.crl;

import java.time.Instant;
import org.lineageca.ca.authority.Issuer;

/**
 * The content of a CRL before its signature (RFC 5280 5.1.2), but for the entries: they come as a
 * stream.
 *
 * @param scope of a delta, that of the CRL it adds to
 * @param extent of the entries, known before the first is read
 */
public record TbsCertList(
        Issuer issuer,
        CrlScope scope,
        CrlNumber number,
        Instant thisUpdate,
        Instant nextUpdate,
        CrlExtent extent,
        CrlExtensions extensions) {

    /**
     * The nextUpdate of a final CRL: "has no well-defined expiration date" (RFC 5280 4.1.2.5), as
     * ETSI EN 319 411-1 CSS-6.3.9 has it for the last CRL of a CA.
     */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Whether no other will follow it. */
    public boolean isFinal() {
        return nextUpdate.equals(NEVER);
    }

    public boolean isDelta() {
        return extensions.base() != null;
    }

    /** The length of its DER, which is known before its entries are. */
    public long octets() {
        var frame = TbsCertListFrame.of(this);
        return frame.head().length() + extent.octets() + frame.tail().length();
    }

    /** The name of the scope it is published as: a delta has a place of its own. */
    public String place() {
        return isDelta() ? scope.name() + CrlScope.DELTA : scope.name();
    }
}
