package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What is on record about a certificate.
 *
 * @param subject RFC 4514
 * @param names alternative names as {@code kind:value}
 * @param sha256 fingerprint; null where the signature never arrived and the intent alone counts
 * @param revocation null while it is neither revoked nor on hold; also after a release
 */
public record CertificateRecord(
        GenerationId generation,
        SerialNumber serial,
        String profile,
        String subject,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        Instant intendedAt,
        String intendedBy,
        @Nullable Octets sha256,
        @Nullable RevocationEntry revocation) {

    public CertificateRecord {
        names = List.copyOf(names);
    }

    /**
     * Whether a CA has it, one of ours or another: the first, a later one, or a cross-certificate.
     */
    public boolean isOfCa() {
        return CertificateTemplate.profilesOfCas().contains(profile);
    }

    /** Its standing at an instant, in one word, for people. */
    public String standing(Instant now) {
        if (revocation != null) {
            return revocation.isHold() ? "on hold" : "revoked";
        }
        if (now.isAfter(notAfter)) {
            return "expired";
        }
        return sha256 == null ? "not recorded" : "good";
    }
}
