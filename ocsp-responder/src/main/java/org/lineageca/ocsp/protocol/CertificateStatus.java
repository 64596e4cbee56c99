package org.lineageca.ocsp.protocol;

import java.time.Instant;

/** CertStatus (RFC 6960 4.2.1). */
public sealed interface CertificateStatus {

    /** Issued and not revoked. */
    record Good() implements CertificateStatus {}

    /**
     * Revoked, at that time and for that reason.
     *
     * @param notAfter of the certificate: CRLs made later need not list it (RFC 5280 3.3)
     */
    record Revoked(Instant at, RevocationReason reason, Instant notAfter)
            implements CertificateStatus {

        /** Of a certificate that never expires. */
        public Revoked(Instant at, RevocationReason reason) {
            this(at, reason, Instant.MAX);
        }
    }

    /** Never issued by the issuer asked about. */
    record Unknown() implements CertificateStatus {}

    /**
     * How one that was never issued is called revoked (RFC 6960 2.2: "specify the revocation reason
     * certificateHold (6), [...] the revocationTime January 1, 1970").
     */
    Revoked NEVER_ISSUED = new Revoked(Instant.EPOCH, RevocationReason.CERTIFICATE_HOLD);
}
