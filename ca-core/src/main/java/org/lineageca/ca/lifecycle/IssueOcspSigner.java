package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyHandle;

/**
 * Certifies a responder's key as the delegate of a generation (RFC 6960 4.2.2.2), and renews that
 * certificate over the same key before half of its life is over.
 */
public final class IssueOcspSigner {

    private final AuthorityStore authorities;
    private final OcspSignerStore signers;
    private final SignCertificate signCertificate;
    private final TokenSigning signing;
    private final InstantSource clock;
    private final RandomGenerator random;

    public IssueOcspSigner(
            AuthorityStore authorities,
            OcspSignerStore signers,
            SignCertificate signCertificate,
            TokenSigning signing,
            InstantSource clock,
            RandomGenerator random) {
        this.authorities = authorities;
        this.signers = signers;
        this.signCertificate = signCertificate;
        this.signing = signing;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Certifies a key. It must be the same key that signs the certificates asked about, so each
     * generation has delegates of its own.
     */
    public OcspSignerStore.OcspSigner issue(
            Actor actor, Issuer issuer, KeyHandle key, Duration validity) {
        actor.require(Permission.OPERATE);
        return certify(actor, issuer, key, validity);
    }

    /** The same for who was asked already whether the actor may. */
    OcspSignerStore.OcspSigner certify(
            Actor actor, Issuer issuer, KeyHandle key, Duration validity) {
        var notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var latest = issuer.certificate().notAfter();
        var wanted = notBefore.plus(validity).minusSeconds(1);
        var content =
                new CertificateContent(
                        issuer.identity(),
                        issuer,
                        "ocsp-signer",
                        CertificateTemplate.OCSP_SIGNER,
                        SerialNumber.random(random),
                        DistinguishedName.ofCommonName(name(issuer)),
                        key.publicKey(),
                        List.of(),
                        null,
                        notBefore,
                        wanted.isAfter(latest) ? latest : wanted);
        var der = signCertificate.signOnce(content, null, actor);
        var signer =
                new OcspSignerStore.OcspSigner(
                        issuer.generation(),
                        content.serial(),
                        key,
                        content.notBefore(),
                        content.notAfter(),
                        der);
        signers.add(signer);
        return signer;
    }

    /** A delegate that is due and could not be renewed. */
    public record Failure(OcspSignerStore.OcspSigner present, RuntimeException why) {

        @Override
        public String toString() {
            return "OCSP signer of generation %s, which is valid until %s: %s"
                    .formatted(present.generation(), present.notAfter(), why.getMessage());
        }
    }

    /**
     * What became of all that were due.
     *
     * @param failures of those that could not be renewed; the others were
     */
    public record Round(List<OcspSignerStore.OcspSigner> renewed, List<Failure> failures) {
        public Round {
            renewed = List.copyOf(renewed);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Renews every delegate that is due and whose issuer's token is within reach, for as long as
     * the one before it was valid. One that cannot be renewed keeps none of the others waiting: the
     * key of its generation may be lost for good.
     */
    public Round renewDue(Actor actor) {
        actor.require(Permission.OPERATE);
        var now = clock.instant();
        var renewed = new ArrayList<OcspSignerStore.OcspSigner>();
        var failures = new ArrayList<Failure>();
        for (var present : signers.newest()) {
            if (!now.isBefore(present.renewFrom())) {
                try {
                    renew(actor, present).ifPresent(renewed::add);
                } catch (RuntimeException why) {
                    failures.add(new Failure(present, why));
                }
            }
        }
        return new Round(renewed, failures);
    }

    private Optional<OcspSignerStore.OcspSigner> renew(
            Actor actor, OcspSignerStore.OcspSigner present) {
        return authorities
                .find(present.generation())
                .filter(Generation.CrlSigning.class::isInstance)
                .map(generation -> ((Generation.CrlSigning) generation).crlIssuer())
                .filter(issuer ->
                        signing.reaches(issuer.key().token())
                                && issuer.certificate().notAfter().isAfter(present.notAfter()))
                .map(issuer -> issue(actor, issuer, present.key(), present.validity()));
    }

    /**
     * Sees to it that a generation has a delegate before it issues anything: the key that answers
     * for its predecessors is certified by this generation's own key too (RFC 6960 4.2.2.2).
     *
     * @return empty where it has one already, or no responder speaks for it
     */
    public Optional<OcspSignerStore.OcspSigner> ensure(Actor actor, Issuer issuer) {
        actor.require(Permission.OPERATE);
        var newest = signers.newest();
        if (issuer.uris().ocsp() == null
                || newest.stream()
                        .anyMatch(signer -> signer.generation().equals(issuer.generation()))) {
            return Optional.empty();
        }
        var lineage = issuer.identity().lineage();
        var present =
                newest.stream()
                        .filter(signer -> lineage(signer).equals(Optional.ofNullable(lineage)))
                        .reduce((_, later) -> later)
                        .or(() -> newest.stream().findFirst())
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.CANNOT_ISSUE,
                                        "No responder key is on record that generation "
                                                + issuer.generation()
                                                + " could certify. It was not enabled. Give the responder a key first."));
        return Optional.of(issue(actor, issuer, present.key(), present.validity()));
    }

    private Optional<String> lineage(OcspSignerStore.OcspSigner signer) {
        return authorities
                .find(signer.generation())
                .map(generation -> generation.identity().lineage());
    }

    private static String name(Issuer issuer) {
        var suffix = " OCSP";
        var name = issuer.identity().name().commonName();
        return name.substring(0, Math.min(name.length(), 64 - suffix.length())) + suffix;
    }
}
