package org.lineageca.ca.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * A further certificate for a key that has one: renewal (RFC 3647 4.6) and modification (4.8). The
 * newest is what the generation's caIssuers URL then serves.
 */
public final class RenewCaCertificate {

    private final AuthorityStore authorities;
    private final SignCaCertificate signCaCertificate;
    private final TokenSigning signing;
    private final InstantSource clock;

    public RenewCaCertificate(
            AuthorityStore authorities,
            SignCaCertificate signCaCertificate,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.signCaCertificate = signCaCertificate;
        this.signing = signing;
        this.clock = clock;
    }

    Performed renew(Actor actor, long act, Act.Renew renew) {
        var constraints =
                authorities
                        .find(renew.generation())
                        .flatMap(Generation::caCertificate)
                        .map(CaConstraints::of)
                        .orElseThrow();
        return certify(actor, act, renew.generation(), constraints, renew.validity());
    }

    Performed modify(Actor actor, long act, Act.Modify modify) {
        return certify(actor, act, modify.generation(), modify.constraints(), modify.validity());
    }

    private Performed certify(
            Actor actor, long act, GenerationId id, CaConstraints constraints, Duration validity) {
        var generation = authorities.find(id).orElseThrow();
        var present = generation.caCertificate().orElseThrow();
        var identity = generation.identity();
        // One certificate for each act, however often it is taken up again.
        var occasion = Octets.of(("act " + act).getBytes(StandardCharsets.UTF_8)).sha256();
        var parent = StageGenerations.parentOf(authorities, identity);
        if (parent.isEmpty() && !present.isSelfSigned()) {
            return new Performed.Waits(
                    identity.name().commonName()
                            + " is certified by a CA that is not ours: fetch the request of generation "
                            + id
                            + ", have it signed and hand the certificate in; then withdraw this act.");
        }
        var token = parent.map(issuer -> issuer.key().token()).orElse(identity.key().token());
        if (!signing.reaches(token)) {
            return new Performed.Waits(
                    "%s waits for token '%s', which is not within reach; hold the ceremony (lineage ca ceremony)."
                            .formatted(identity.name().commonName(), token));
        }
        var order =
                parent.map(issuer ->
                                SignCaCertificate.Order.by(
                                        issuer,
                                        CertificateTemplate.ISSUING_CA,
                                        identity,
                                        constraints,
                                        validity,
                                        occasion))
                        .orElseGet(() ->
                                SignCaCertificate.Order.selfSigned(
                                        identity, constraints, validity, occasion));
        var certificate = signCaCertificate.sign(actor, order);
        var known =
                authorities.certificates(id).stream()
                        .anyMatch(recorded -> recorded.certificate().equals(certificate));
        if (!known) {
            authorities.add(certificate, order.signer().id(), false, clock.instant(), actor);
        }
        return new Performed.Done(
                "Certificate %s of %s is valid until %s."
                        .formatted(
                                certificate.serial(),
                                identity.name().commonName(),
                                certificate.notAfter()));
    }
}
