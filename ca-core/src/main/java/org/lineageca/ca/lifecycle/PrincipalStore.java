package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * Who is registered, by which certificates; whether one lets in is decided in {@code admission}.
 */
public interface PrincipalStore {

    /**
     * Everyone with a role of people who was not removed and whose certificate was not revoked,
     * expired or not, by name.
     */
    List<Person> people();

    /** Whether someone is or was registered under the name. */
    boolean isTaken(String name);

    /** Registers a certificate that we issued for a principal, who is created if new. */
    void register(
            String name, TrustedRole role, IssuedCertificate certificate, Instant at, Actor actor);

    /** Registers a new principal by a certificate of its own. */
    Pinning pin(
            String name, TrustedRole role, PinnedCertificate certificate, Instant at, Actor actor);

    /**
     * From its return on, nobody is let in as this principal any more.
     *
     * @return false if there is none of that name
     */
    boolean remove(String name, Instant at, Actor actor);

    /** A certificate of ours, by where it stands on record. */
    record IssuedCertificate(GenerationId generation, SerialNumber serial, Octets der) {}

    /** What came of a pinning; nothing has changed but with {@link #PINNED}. */
    enum Pinning {
        PINNED,
        /** Also where who had it was removed. */
        NAME_TAKEN,
        CERTIFICATE_TAKEN
    }
}
