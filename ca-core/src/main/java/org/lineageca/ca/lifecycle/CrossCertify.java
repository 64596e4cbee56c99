package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/** Certificates of ours for the keys of CAs of other hierarchies (RFC 5280 3.2). */
public final class CrossCertify {

    private final AuthorityStore authorities;
    private final ForeignCertificates foreign;
    private final SignCaCertificate signCaCertificate;
    private final InstantSource clock;

    public CrossCertify(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            SignCaCertificate signCaCertificate,
            InstantSource clock) {
        this.authorities = authorities;
        this.foreign = foreign;
        this.signCaCertificate = signCaCertificate;
        this.clock = clock;
    }

    Performed certify(Actor actor, DecidedAct act, Act.CrossCertify cross) {
        var issuer = authorities.find(cross.issuer()).orElseThrow();
        var ended = ended(cross);
        if (ended.isPresent()) {
            return Performed.Waits.forEnded(ended.get());
        }
        var asked = order(act, cross);
        if (asked.isEmpty() || !(issuer instanceof Generation.Enabled enabled)) {
            return new Performed.Waits(
                    "%s is %s and certifies no CA; withdraw this act."
                            .formatted(issuer.identity().name().commonName(), issuer.state()));
        }
        var signed = signCaCertificate.signIfWithinReach(actor, asked.get());
        if (signed.isEmpty()) {
            return Performed.Waits.forToken(
                    enabled.identity().name().commonName() + " needs",
                    enabled.identity().key().token());
        }
        var certificate = signed.get();
        record(actor, certificate, enabled);
        return new Performed.Done(
                "Cross-certificate %s of %s for %s is valid until %s."
                        .formatted(
                                certificate.serial(),
                                enabled.identity().name().commonName(),
                                certificate.subject().commonName(),
                                certificate.notAfter()));
    }

    /** The CA of ours that is to be certified, where it must not be any more. */
    private Optional<Generation> ended(Act.CrossCertify cross) {
        return subject(cross.subject())
                .flatMap(subject -> authorities.find(subject.generation()))
                .filter(Generation::isEnded);
    }

    /**
     * What is to be signed; empty while the issuer is in a state in which it certifies nothing, or
     * where the subject must not be certified any more.
     */
    Optional<SignCaCertificate.Order> order(DecidedAct act, Act.CrossCertify cross) {
        var subject = subject(cross.subject()).orElseThrow();
        return authorities.find(cross.issuer()).stream()
                .filter(Generation.Enabled.class::isInstance)
                .filter(_ -> ended(cross).isEmpty())
                .map(Generation.Enabled.class::cast)
                .map(issuer ->
                        new SignCaCertificate.Order(
                                issuer.identity(),
                                issuer.issuer(),
                                CertificateTemplate.CROSS_CA,
                                subject.subject(),
                                subject.publicKey(),
                                cross.constraints(),
                                cross.validity(),
                                act.occasion()))
                .findFirst();
    }

    private void record(Actor actor, CaCertificate certificate, Generation.Enabled issuer) {
        if (authorities.find(certificate.generation()).isEmpty()) {
            foreign.add(List.of(certificate), clock.instant(), actor);
            return;
        }
        var known =
                authorities.certificates(certificate.generation()).stream()
                        .anyMatch(recorded -> recorded.certificate().equals(certificate));
        if (!known) {
            authorities.add(certificate, issuer.identity().id(), true, clock.instant(), actor);
        }
    }

    /** The CA that is to be certified: one of ours, or one whose certificate was handed in. */
    Optional<CaCertificate> subject(Octets sha256) {
        return foreign.find(sha256)
                .or(() ->
                        authorities.generations().stream()
                                .flatMap(generation -> generation.caCertificate().stream())
                                .filter(certificate -> certificate.der().sha256().equals(sha256))
                                .findFirst());
    }
}
