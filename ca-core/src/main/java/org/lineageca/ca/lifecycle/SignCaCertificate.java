package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Signs certificates over the keys of CAs. */
public final class SignCaCertificate {

    /**
     * What is to be signed.
     *
     * @param signer the generation whose key signs
     * @param issuer the same with its certificate; null where a root signs its own
     * @param occasion names what it is signed for: asked again, the same certificate is returned
     */
    public record Order(
            GenerationIdentity signer,
            @Nullable Issuer issuer,
            CertificateTemplate template,
            DistinguishedName subject,
            Octets publicKey,
            CaConstraints constraints,
            Duration validity,
            Octets occasion) {

        /** A root's certificate for itself. */
        static Order selfSigned(
                GenerationIdentity root,
                CaConstraints constraints,
                Duration validity,
                Octets occasion) {
            return new Order(
                    root,
                    null,
                    CertificateTemplate.ROOT_CA,
                    root.name(),
                    root.key().publicKey(),
                    constraints,
                    validity,
                    occasion);
        }

        /** A parent's certificate for the key of another generation of ours. */
        static Order by(
                Issuer parent,
                CertificateTemplate template,
                GenerationIdentity subject,
                CaConstraints constraints,
                Duration validity,
                Octets occasion) {
            return new Order(
                    parent.identity(),
                    parent,
                    template,
                    subject.name(),
                    subject.key().publicKey(),
                    constraints,
                    validity,
                    occasion);
        }
    }

    private final SignCertificate signCertificate;
    private final KnownChains chains;
    private final InstantSource clock;
    private final RandomGenerator random;

    public SignCaCertificate(
            SignCertificate signCertificate,
            AuthorityStore authorities,
            InstantSource clock,
            RandomGenerator random) {
        this.signCertificate = signCertificate;
        this.chains = new KnownChains(authorities, clock);
        this.clock = clock;
        this.random = random;
    }

    /** The certificate that was signed on an occasion, here or in a ceremony elsewhere. */
    Optional<CaCertificate> recorded(GenerationId signer, Octets occasion) {
        return signCertificate.answer(signer, occasion).map(CaCertificate::parse);
    }

    /**
     * The certificate that was signed on the order's occasion, or one that is signed now; empty if
     * its issuer's key is kept offline and no ceremony has brought it yet.
     */
    Optional<CaCertificate> signIfWithinReach(Actor actor, Order order) {
        var recorded = recorded(order.signer().id(), order.occasion());
        return recorded.isPresent() || !signCertificate.reaches(order.signer())
                ? recorded
                : Optional.of(signNow(actor, order));
    }

    CaCertificate sign(Actor actor, Order order) {
        return recorded(order.signer().id(), order.occasion())
                .orElseGet(() -> signNow(actor, order));
    }

    private CaCertificate signNow(Actor actor, Order order) {
        var notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var notAfter = notBefore.plus(order.validity()).minusSeconds(1);
        var issuer = order.issuer();
        if (issuer != null && notAfter.isAfter(issuer.certificate().notAfter())) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "The certificate of "
                            + order.subject()
                            + " would be valid until "
                            + notAfter
                            + ", its issuer "
                            + issuer.identity().name()
                            + " only until "
                            + issuer.certificate().notAfter()
                            + ". Nothing was signed. Plan it with a shorter validity, or renew the issuer first.");
        }
        var content =
                new CertificateContent(
                        order.signer(),
                        issuer,
                        order.template().text(),
                        order.template(),
                        SerialNumber.random(random),
                        order.subject(),
                        order.publicKey(),
                        List.of(),
                        order.constraints(),
                        notBefore,
                        notAfter);
        if (issuer != null) {
            chains.above(issuer).limits().check(content);
        }
        return CaCertificate.parse(signCertificate.signOnce(content, order.occasion(), actor));
    }
}
