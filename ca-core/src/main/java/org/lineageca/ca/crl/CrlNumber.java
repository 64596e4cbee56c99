package org.lineageca.ca.crl;

/** A CRL number (RFC 5280 5.2.3): taken before signing, never used twice in a scope. */
public record CrlNumber(long value) {

    public CrlNumber {
        if (value <= 0) {
            throw new IllegalArgumentException("a CRL number is positive here, got " + value);
        }
    }
}
