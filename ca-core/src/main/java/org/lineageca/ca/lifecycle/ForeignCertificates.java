package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/**
 * Certificates of CAs that are not ours. Each method is one transaction, its audit events included.
 */
public interface ForeignCertificates {

    /** Records them; those on record already stay as they are. */
    void add(List<CaCertificate> certificates, Instant at, Actor actor);

    Optional<CaCertificate> find(Octets sha256);

    /** Makes one an anchor. */
    void trust(Octets sha256, Instant at, Actor actor);

    boolean isAnchor(Octets sha256);

    List<CaCertificate> all();
}
