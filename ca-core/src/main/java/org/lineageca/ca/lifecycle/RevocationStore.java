package org.lineageca.ca.lifecycle;

import org.lineageca.ca.access.Actor;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.GenerationId;

/** Where revocations are kept. */
public interface RevocationStore {

    /** Commits the revocation and its audit event, unless the certificate is revoked already. */
    RevocationDecision revoke(GenerationId generation, RevocationEntry entry, Actor actor);
}
