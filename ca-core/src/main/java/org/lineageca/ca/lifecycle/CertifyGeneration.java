package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;

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
        var identity = generation.identity();
        // Its first certificate is asked for once: a run that was cut short finds the one signed.
        var occasion = identity.id().sha256();
        var order =
                parent == null
                        ? SignCaCertificate.Order.selfSigned(
                                identity, constraints, validity, occasion)
                        : SignCaCertificate.Order.by(
                                parent,
                                CertificateTemplate.ISSUING_CA,
                                identity,
                                constraints,
                                validity,
                                occasion);
        var staged = generation.certified(signCaCertificate.sign(actor, order), clock.instant());
        authorities.certified(generation, staged, actor);
        return staged;
    }
}
