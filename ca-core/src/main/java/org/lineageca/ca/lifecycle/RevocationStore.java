package org.lineageca.ca.lifecycle;

import java.time.Instant;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;

/** Where revocations are kept. */
public interface RevocationStore {

    /** Commits the revocation and its audit event, unless the certificate is revoked already. */
    RevocationDecision revoke(GenerationId generation, RevocationEntry entry, Actor actor);

    /**
     * Commits the end of a hold and its audit event, if there is one in force.
     *
     * @param because why, for the audit trail
     */
    ReleaseDecision release(
            GenerationId generation, SerialNumber serial, String because, Instant at, Actor actor);
}
