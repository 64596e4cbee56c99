package org.lineageca.ca.ceremony;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.SerialNumber;

/**
 * A generation whose key is on the ceremony's token, as it was on record when the plan was made.
 *
 * @param state the name of its state
 * @param lastCrlNumber the highest ever taken; 0 before the first
 * @param hasFinalCrl whether its last CRL is signed
 */
public record KnownCa(
        GenerationIdentity identity,
        CaCertificate certificate,
        String state,
        CrlSchedule schedule,
        long lastCrlNumber,
        boolean hasFinalCrl,
        List<Issued> issued) {

    public KnownCa {
        issued = List.copyOf(issued);
    }

    /**
     * A certificate it issued.
     *
     * @param commonName of the subject
     * @param revocation null while it is not revoked
     */
    public record Issued(
            SerialNumber serial,
            String commonName,
            Instant notAfter,
            @Nullable RevocationEntry revocation) {}

    boolean isEnabled() {
        return state.equals("Enabled");
    }
}
