package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;

/**
 * Where authorities, their generations and lineages are kept. Each method is one transaction, its
 * audit events included.
 */
public interface AuthorityStore {

    /** Records a new generation, its lineage if that is new, and its complete CRL scope. */
    Generation.AwaitingCertificate create(
            GenerationIdentity identity, CrlSchedule schedule, Instant at, Actor actor);

    /** In the order they were created. */
    List<Generation> generations();

    Optional<Generation> find(GenerationId id);

    /** The generation that issues for a role now. */
    Optional<Generation.Enabled> enabled(String lineage);

    /** Records a CA certificate and the move it brings about. */
    void certified(Generation.AwaitingCertificate from, Generation.Staged to, Actor actor);

    /** Records a change of state. */
    void moved(Generation from, Generation to, Actor actor);

    /**
     * The certificates of the issuers above a generation, nearest first, the self-signed root left
     * out.
     */
    List<CaCertificate> chainAbove(GenerationId id);

    /** Adds a profile, or does nothing if one of that name exists. */
    void add(CertificateProfile profile);

    Optional<CertificateProfile> profile(String name);

    List<CertificateProfile> profiles();
}
