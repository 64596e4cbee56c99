package org.lineageca.ocsp.protocol;

import java.time.Instant;

/** CertStatus (RFC 6960 4.2.1). */
public sealed interface CertificateStatus {

    /** Issued and not revoked. */
    record Good() implements CertificateStatus {}

    /** Revoked, at that time and for that reason. */
    record Revoked(Instant at, RevocationReason reason) implements CertificateStatus {}

    /** Never issued by the issuer asked about. */
    record Unknown() implements CertificateStatus {}
}
