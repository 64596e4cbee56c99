package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.CertificateRecord;

/**
 * A certificate as the interface shows it.
 *
 * @param status good, revoked, on hold, expired, or "not recorded" where only the intent is on
 *     record
 * @param pem the certificate itself; null in lists
 * @param transparency null in lists, and where it was to carry no SCTs
 */
@Serdeable
record CertificateView(
        String generation,
        String serial,
        String profile,
        String subject,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        @Nullable String sha256,
        String status,
        @Nullable Instant revocationDate,
        @Nullable String reason,
        @Nullable String pem,
        @Nullable TransparencyView transparency) {

    /** In a list. */
    static CertificateView of(CertificateRecord certificate, Instant now) {
        return of(certificate, now, null, null);
    }

    static CertificateView of(
            CertificateRecord certificate,
            Instant now,
            @Nullable String pem,
            @Nullable TransparencyView transparency) {
        var revocation = certificate.revocation();
        return new CertificateView(
                certificate.generation().label(),
                certificate.serial().hex(),
                certificate.profile(),
                certificate.subject(),
                certificate.names(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.sha256() == null ? null : certificate.sha256().toHex(),
                certificate.standing(now),
                revocation == null ? null : revocation.revocationDate(),
                revocation == null ? null : revocation.reason().label(),
                pem,
                transparency);
    }
}
