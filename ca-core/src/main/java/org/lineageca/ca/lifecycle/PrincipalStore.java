package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Who may act, by which certificate. */
public interface PrincipalStore {

    /** The principal of a client certificate that is registered and not revoked. */
    Optional<Actor.Principal> byCertificate(Octets sha256);

    /** Registers a certificate for a principal, who is created if new. */
    void register(
            String name,
            TrustedRole role,
            GenerationId generation,
            SerialNumber serial,
            Octets sha256,
            Instant at,
            Actor actor);
}
