package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Gives a generation its first certificate: self-signed for a root, by its parent otherwise. */
public final class CertifyGeneration {

    private final AuthorityStore authorities;
    private final SignCaCertificate signCaCertificate;
    private final InstantSource clock;

    public CertifyGeneration(
            AuthorityStore authorities, SignCaCertificate signCaCertificate, InstantSource clock) {
        this.authorities = authorities;
        this.signCaCertificate = signCaCertificate;
        this.clock = clock;
    }

    /**
     * Certifies.
     *
     * @param parent null for a root, which signs its own
     */
    public Generation.Staged certify(
            Actor actor,
            Generation.AwaitingCertificate generation,
            @Nullable Issuer parent,
            CaConstraints constraints,
            Duration validity) {
        actor.require(Permission.OPERATE);
        var order = order(generation.identity(), parent, constraints, validity);
        return record(actor, generation, signCaCertificate.sign(actor, order));
    }

    /**
     * Certifies, or takes the certificate that was signed elsewhere; empty while neither can be.
     *
     * @param parent null for a root, which signs its own
     */
    Optional<Generation.Staged> certifyIfWithinReach(
            Actor actor,
            Generation.AwaitingCertificate generation,
            @Nullable Issuer parent,
            CaConstraints constraints,
            Duration validity) {
        actor.require(Permission.OPERATE);
        return signCaCertificate
                .signIfWithinReach(
                        actor, order(generation.identity(), parent, constraints, validity))
                .map(certificate -> record(actor, generation, certificate));
    }

    /** Whether a generation has signed its first certificate, wherever. */
    boolean isSigned(GenerationIdentity identity, GenerationId signer) {
        return signCaCertificate.recorded(signer, occasion(identity)).isPresent();
    }

    static SignCaCertificate.Order order(
            GenerationIdentity identity,
            @Nullable Issuer parent,
            CaConstraints constraints,
            Duration validity) {
        return parent == null
                ? SignCaCertificate.Order.selfSigned(
                        identity, constraints, validity, occasion(identity))
                : SignCaCertificate.Order.by(
                        parent,
                        CertificateTemplate.ISSUING_CA,
                        identity,
                        constraints,
                        validity,
                        occasion(identity));
    }

    /** Its first certificate is asked for once: a run that was cut short finds the one signed. */
    private static Octets occasion(GenerationIdentity identity) {
        return identity.id().sha256();
    }

    private Generation.Staged record(
            Actor actor, Generation.AwaitingCertificate generation, CaCertificate certificate) {
        var staged = generation.certified(certificate, clock.instant());
        authorities.certified(generation, staged, actor);
        return staged;
    }
}
