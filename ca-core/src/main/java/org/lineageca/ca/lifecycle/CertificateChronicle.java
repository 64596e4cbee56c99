package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What a certificate went through, as far as it is on record. Reads only. */
public interface CertificateChronicle {

    /** What became of its status. */
    enum Change {
        HELD,
        RELEASED,
        REVOKED
    }

    /**
     * A change of its status.
     *
     * @param reason null for a release
     * @param because in the words of whoever released it; empty where nobody said
     */
    record Turn(
            Instant at,
            String actor,
            Change change,
            @Nullable RevocationReason reason,
            String because) {}

    /**
     * The first CRL of a place that knows the last change.
     *
     * @param place as in {@link CrlLedger.Standing}
     */
    record Told(String place, long number, Instant thisUpdate) {}

    /**
     * Its life.
     *
     * @param profileVersion of the profile it was made by; 0 where that was not noted yet
     * @param key SHA-256 of its SubjectPublicKeyInfo
     * @param signedAt when its signature was recorded; null if it never was
     * @param turns in the order they happened
     * @param isWhole whether no earlier change of its status can be missing: the audit log was too
     *     long to be looked through
     */
    record Life(
            int profileVersion,
            Octets key,
            @Nullable Instant signedAt,
            List<Turn> turns,
            boolean isWhole,
            List<Told> told) {
        public Life {
            turns = List.copyOf(turns);
            told = List.copyOf(told);
        }
    }

    /**
     * Of one certificate.
     *
     * @throws IllegalStateException if it is not on record
     */
    Life of(GenerationId generation, SerialNumber serial);
}
