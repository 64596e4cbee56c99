package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.x509.GenerationId;

/**
 * The generations of all authorities, how fresh their CRLs are, and until when their OCSP delegates
 * last.
 */
public final class ListGenerations {

    private final AuthorityStore authorities;
    private final CrlLedger ledger;
    private final OcspSignerStore ocspSigners;

    public ListGenerations(
            AuthorityStore authorities, CrlLedger ledger, OcspSignerStore ocspSigners) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.ocspSigners = ocspSigners;
    }

    /** In the order they were created. */
    public List<Generation> all(Actor actor) {
        actor.require(Permission.VIEW);
        return authorities.generations();
    }

    /** Every certificate over a generation's key, in the order they were recorded. */
    public List<AuthorityStore.RecordedCaCertificate> certificates(Actor actor, GenerationId id) {
        actor.require(Permission.VIEW);
        return authorities.certificates(id);
    }

    /** Each CRL scope and its newest CRL. */
    public List<CrlLedger.Standing> crls(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.standings();
    }

    /** CRLs that a ceremony signed and that wait for their time. */
    public List<CrlLedger.Sealed> sealedCrls(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.sealed();
    }

    /** The newest OCSP delegate of each generation that has one. */
    public List<OcspSignerStore.OcspSigner> ocspSigners(Actor actor) {
        actor.require(Permission.VIEW);
        return ocspSigners.newest();
    }

    /** What may be asked for. */
    public List<CertificateProfile> profiles(Actor actor) {
        actor.require(Permission.VIEW);
        return authorities.profiles();
    }
}
