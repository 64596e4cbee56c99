package org.lineageca.ca.crl;

import java.security.cert.X509CRL;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;

/** A CRL number (RFC 5280 5.2.3): taken before signing, never used twice in a scope. */
public record CrlNumber(long value) {

    public CrlNumber {
        if (value <= 0) {
            throw new IllegalArgumentException("a CRL number is positive here, got " + value);
        }
    }

    /** The one that a CRL bears; empty if it bears none that could be ours. */
    public static Optional<CrlNumber> of(X509CRL crl) {
        return Optional.ofNullable(crl.getExtensionValue(Extension.cRLNumber.getId()))
                .map(value -> ASN1OctetString.getInstance(value).getOctets())
                .map(number -> ASN1Integer.getInstance(number).getValue())
                .filter(number -> number.signum() > 0 && number.bitLength() < Long.SIZE)
                .map(number -> new CrlNumber(number.longValue()));
    }

    public boolean isAfter(CrlNumber other) {
        return value > other.value;
    }
}
