package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.GenerationId;

/**
 * A further certificate for a key that has one: renewal (RFC 3647 4.6) and modification (4.8). The
 * newest is what the generation's caIssuers URL then serves.
 */
public final class RenewCaCertificate {

    private final AuthorityStore authorities;
    private final SignCaCertificate signCaCertificate;
    private final InstantSource clock;

    public RenewCaCertificate(
            AuthorityStore authorities, SignCaCertificate signCaCertificate, InstantSource clock) {
        this.authorities = authorities;
        this.signCaCertificate = signCaCertificate;
        this.clock = clock;
    }

    Performed renew(Actor actor, DecidedAct act, Act.Renew renew) {
        return certify(actor, renew.generation(), order(act, renew));
    }

    Performed modify(Actor actor, DecidedAct act, Act.Modify modify) {
        return certify(actor, modify.generation(), order(act, modify));
    }

    /** What is to be signed; empty where a CA that is not ours has to, or nobody any more. */
    Optional<SignCaCertificate.Order> order(DecidedAct act, Act.Renew renew) {
        var constraints =
                authorities
                        .find(renew.generation())
                        .flatMap(Generation::caCertificate)
                        .map(CaConstraints::of)
                        .orElseThrow();
        return order(act, renew.generation(), constraints, renew.validity());
    }

    Optional<SignCaCertificate.Order> order(DecidedAct act, Act.Modify modify) {
        return order(act, modify.generation(), modify.constraints(), modify.validity());
    }

    private Optional<SignCaCertificate.Order> order(
            DecidedAct act, GenerationId id, CaConstraints constraints, Duration validity) {
        var generation = authorities.find(id).orElseThrow();
        var identity = generation.identity();
        if (generation.isEnded()) {
            return Optional.empty();
        }
        if (generation.caCertificate().orElseThrow().isSelfSigned()) {
            return Optional.of(
                    SignCaCertificate.Order.selfSigned(
                            identity, constraints, validity, act.occasion()));
        }
        return StageGenerations.parentOf(authorities, identity)
                .map(issuer ->
                        SignCaCertificate.Order.by(
                                issuer,
                                CertificateTemplate.ISSUING_CA,
                                identity,
                                constraints,
                                validity,
                                act.occasion()));
    }

    private Performed certify(
            Actor actor, GenerationId id, Optional<SignCaCertificate.Order> asked) {
        var generation = authorities.find(id).orElseThrow();
        var name = generation.identity().name().commonName();
        if (generation.isEnded()) {
            return Performed.Waits.forEnded(generation);
        }
        if (asked.isEmpty()) {
            return new Performed.Waits(
                    name
                            + " is certified by a CA that is not ours: fetch the request of generation "
                            + id
                            + ", have it signed and hand the certificate in; then withdraw this act.");
        }
        var order = asked.get();
        var signed = signCaCertificate.signIfWithinReach(actor, order);
        if (signed.isEmpty()) {
            return Performed.Waits.forToken(name + " waits for", order.signer().key().token());
        }
        var certificate = signed.get();
        var known =
                authorities.certificates(id).stream()
                        .anyMatch(recorded -> recorded.certificate().equals(certificate));
        if (!known) {
            authorities.add(certificate, order.signer().id(), false, clock.instant(), actor);
        }
        return new Performed.Done(
                "Certificate %s of %s is valid until %s."
                        .formatted(certificate.serial(), name, certificate.notAfter()));
    }
}
