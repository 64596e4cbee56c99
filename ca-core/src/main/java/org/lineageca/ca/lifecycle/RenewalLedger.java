package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.revocation.ListedCertificate;

/** What the time of a certificate's replacement follows from. */
public interface RenewalLedger {

    /**
     * The life of a certificate.
     *
     * @param revokedAt null where it is not revoked for good
     */
    record Life(Instant notBefore, Instant notAfter, @Nullable Instant revokedAt) {}

    /** Empty where it is not on record. */
    Optional<Life> life(ListedCertificate certificate);

    /**
     * The acts by which lists with it are re-issued or revoked, the newest first, drills left out;
     * whatever their state.
     */
    List<Long> acts(ListedCertificate certificate);
}
