package org.lineageca.ocsp.protocol;

import org.lineageca.octets.Octets;

/**
 * The message digests in which issuers are known here (RFC 6960 4.1.1, RFC 9919 3.1.1).
 *
 * <p>SHA-1 names an issuer and protects nothing: a collision would only ask a question about
 * another certificate.
 */
public enum HashAlgorithm {
    /** OID 1.3.14.3.2.26. */
    SHA1("SHA-1", "2b0e03021a"),
    /** OID 2.16.840.1.101.3.4.2.1. */
    SHA256("SHA-256", "608648016503040201");

    private final String digest;
    private final String oid;

    HashAlgorithm(String digest, String oid) {
        this.digest = digest;
        this.oid = oid;
    }

    /** The content octets of its OBJECT IDENTIFIER. */
    Octets oid() {
        return Octets.ofHex(oid);
    }

    Octets of(Octets content) {
        return content.digest(digest);
    }
}
