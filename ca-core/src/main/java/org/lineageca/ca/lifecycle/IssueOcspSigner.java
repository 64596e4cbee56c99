package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

    /**
     * Renews every delegate that is due and whose issuer's token is within reach, for as long as
     * the one before it was valid.
     */
    public List<OcspSignerStore.OcspSigner> renewDue(Actor actor) {
        actor.require(Permission.OPERATE);
        var now = clock.instant();
        return signers.newest().stream()
                .filter(signer -> !now.isBefore(signer.renewFrom()))
                .flatMap(signer ->
                        authorities.find(signer.generation()).stream()
                                .filter(Generation.CrlSigning.class::isInstance)
                                .map(generation -> ((Generation.CrlSigning) generation).crlIssuer())
                                .filter(issuer ->
                                        signing.reaches(issuer.key().token())
                                                && issuer.certificate()
                                                        .notAfter()
                                                        .isAfter(signer.notAfter()))
                                .map(issuer ->
                                        issue(actor, issuer, signer.key(), signer.validity())))
                .toList();
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
