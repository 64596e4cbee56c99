package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;

/** What acts mean for others, in plain sentences. */
final class Consequences {

    /** From the verifier matrix (docs/verifiers.md, DESIGN 4). */
    static final List<String> WARNINGS_OF_REKEY =
            List.of(
                    "GnuTLS accepts revoked certificates of an authority that has two keys: it takes either key's CRL for the other's.",
                    "NSS refuses the CRL with its critical issuingDistributionPoint and accepts revoked certificates.",
                    "Only OpenSSL and the JDK tell the two keys apart. A roll, with a new name, works everywhere; rehearse both (lineage ca rehearse).");

    private Consequences() {}

    static List<String> ofRenewal(Generation generation) {
        var uris = generation.identity().uris();
        return List.of(
                "Certificates already issued stay valid: key, subject and key identifier are the same, so they chain to the old and to the new certificate.",
                "Servers that send the old CA certificate work until it expires on "
                        + day(generation.caCertificate().orElseThrow().notAfter())
                        + "; certificates issued from now on come with the new one.",
                uris.caIssuers() + " serves the new certificate as soon as it is signed.",
                "CRL and OCSP stay as they are, at the same URLs, by the same key.");
    }

    static List<String> warningsOfRenewal(Generation generation) {
        return generation.caCertificate().orElseThrow().isSelfSigned()
                ? List.of(
                        "A root's new certificate must be carried to every trust store before the old one expires; nothing does that by itself.")
                : List.of();
    }

    static List<String> ofModification(Generation generation) {
        var sentences = new ArrayList<>(ofRenewal(generation));
        sentences.add(
                "Until the old certificate expires or is revoked, verifiers may build paths over either: the new constraints bind only who uses the new one.");
        return sentences;
    }

    static List<String> warningsOfModification(CaConstraints constraints) {
        return constraints.permittedDns().isEmpty()
                ? List.of()
                : List.of(
                        "Certificates already issued for names outside "
                                + String.join(", ", constraints.permittedDns())
                                + " fail over the new certificate.");
    }

    static List<String> ofRoll(Generation predecessor, List<NewKey> keys, Certifier certifier) {
        var old = predecessor.identity();
        var sentences = new ArrayList<String>();
        sentences.add(
                keys.size() == 1
                        ? keys.getFirst().name().commonName()
                                + " is created and staged: published, trusted, issuing nothing."
                        : keys.size()
                                + " authorities are created and staged: "
                                + keys.stream()
                                        .map(key -> key.name().commonName())
                                        .collect(Collectors.joining(", "))
                                + ". All but the first are spares, which a later cut-over needs no root for.");
        sentences.add(
                old.name().commonName()
                        + " goes on issuing until two officers approve a cut-over. Nothing changes for certificates already issued, their chains, or their CRL and OCSP URLs.");
        sentences.add(
                "The new authority has a subject, key, CRL, OCSP delegate and URLs of its own; its CRL starts empty.");
        sentences.add(certified(certifier));
        return sentences;
    }

    static List<String> ofRekey(Generation predecessor, Certifier certifier) {
        var sentences = new ArrayList<String>();
        sentences.add(
                "A second key under the same subject is created and staged; it has its own CRL URL and an OCSP delegate issued by that very key.");
        sentences.add(
                "From now on the CRLs of both keys carry a critical issuingDistributionPoint, each with its own URI, because neither speaks for the whole name any more.");
        sentences.add(
                predecessor.identity().name().commonName()
                        + " goes on issuing with the old key until two officers approve a cut-over.");
        if (certifier instanceof Certifier.Itself) {
            sentences.add(
                    "Link certificates are made: new-with-old now, old-with-new at the cut-over (RFC 4210 4.4). Trust stores need the new root in time.");
        }
        sentences.add(certified(certifier));
        return sentences;
    }

    private static String certified(Certifier certifier) {
        return switch (certifier) {
            case Certifier.Itself() -> "It signs its own certificate, in a ceremony.";
            case Certifier.Parent(var parent) ->
                    "Its certificate is signed by generation "
                            + parent
                            + "; where that key is kept offline, in a ceremony.";
            case Certifier.External _ ->
                    "A PKCS#10 request is made for the external CA; the certificate is accepted only if it chains to the anchor named here.";
        };
    }

    static List<String> ofCutOver(@Nullable Generation from, Generation to, Act.CutOver cutOver) {
        var sentences = new ArrayList<String>();
        var moment = cutOver.notBefore();
        sentences.add(
                to.identity().name().commonName()
                        + " issues "
                        + (moment == null ? "at once" : "from " + moment + " on")
                        + (cutOver.whenNeeded()
                                ? ", or as soon as a certificate would outlive the present generation."
                                : "."));
        if (from != null) {
            sentences.add(
                    from.identity().name().commonName()
                            + " issues nothing from that very moment on; no request is refused or lost in between.");
            sentences.add(
                    "Its certificates stay valid. Its CRL and OCSP go on at the same URLs until the last of them has expired; the signer lets its key sign nothing else.");
        }
        sentences.add(
                "Servers that pin the issuing CA, and mutual-TLS servers that list acceptable CAs, need the new one first (lineage ca acceptable).");
        return sentences;
    }

    static List<String> ofDisabling(Generation generation) {
        return List.of(
                generation.identity().name().commonName()
                        + " issues nothing any more; its CRL and OCSP go on until its last certificate has expired.");
    }

    static List<String> ofCrossCertificate(
            Generation issuer, CaCertificate subject, Act.CrossCertify cross) {
        return List.of(
                "Whoever trusts "
                        + issuer.identity().name()
                        + " will trust what "
                        + subject.subject()
                        + " issues, for "
                        + cross.validity().toDays()
                        + " days, within the constraints given.",
                "It can be revoked like any CA certificate.");
    }

    static Preview ofRevocation(
            Generation generation, Act.RevokeCa revoke, Optional<Instant> lastExpiry) {
        var name = generation.identity().name().commonName();
        var sentences = new ArrayList<String>();
        sentences.add(name + " issues nothing from the moment of the second approval on.");
        sentences.add(
                generation.caCertificate().orElseThrow().isSelfSigned()
                        ? "A root cannot revoke itself: trust stores must be told in another way."
                        : "Its certificates are revoked by those who certified it; their CRLs say so as soon as they are issued, a root's in a ceremony.");
        sentences.add(
                revoke.withCertificates()
                        ? "Every certificate it issued that has not expired is revoked in the same moment."
                        : "Certificates it issued are not revoked one by one; verifiers that check the whole chain refuse them.");
        sentences.add("A roll to a replacement is proposed, ready for approval.");
        var warnings = new ArrayList<String>();
        lastExpiry.ifPresent(last ->
                warnings.add(
                        "Certificates valid until "
                                + day(last)
                                + " stop working for everyone who checks; their subscribers need new ones from the replacement."));
        warnings.add("This cannot be undone.");
        return new Preview(List.of(), sentences, warnings);
    }

    static Preview ofRevocation(Act.RevokeCertificates revoke) {
        var isHold = revoke.reason() == RevocationReason.CERTIFICATE_HOLD;
        var sentences = new ArrayList<String>();
        if (revoke.terms().isDrill()) {
            sentences.add(
                    String.format(
                            Locale.ROOT,
                            "The revocation of %,d certificates is gone through, those on the list of batch %d: each step, and every CRL that would come of it, built and measured.",
                            revoke.certificates(),
                            revoke.batch()));
            sentences.add(
                    "Nothing is revoked, no number is taken, nothing is published; what it brought to light is kept as evidence.");
        } else {
            sentences.add(
                    String.format(
                            Locale.ROOT,
                            "%,d certificates are %s: those on the list of batch %d. What is revoked for good already stays as it is.",
                            revoke.certificates(),
                            isHold ? "put on hold" : "revoked",
                            revoke.batch()));
            sentences.add(
                    "OCSP says so within a second of each step, the CRLs when the next are issued.");
        }
        sentences.add(
                "Their list is on record; its lines, 'GENERATION SERIAL' in ascending order, have the SHA-256 in the plan.");
        if (!revoke.terms().expected().isEmpty()) {
            sentences.add("What was foreseen when it was proposed stands in the plan.");
        }
        if (revoke.terms().isDrill()) {
            return new Preview(List.of(), sentences, List.of());
        }
        return new Preview(
                List.of(),
                sentences,
                List.of(isHold ? "Each is released by itself." : "This cannot be undone."));
    }

    static Preview ofReissue(Act.ReissueCertificates reissue) {
        return new Preview(
                List.of(),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "Of %,d certificates, those on the list of batch %d, each whose profile allows it is made anew with the same key and names, by the profile as it is then and by the generation that is enabled then.",
                                reissue.certificates(),
                                reissue.batch()),
                        "The others go on the subscribers' list, each with what stands against it: a key that is blocked is never certified again.",
                        "The old ones stay good until they are revoked, which may be done with the same list.",
                        "What was foreseen when it was proposed stands in the plan."),
                List.of(
                        "Certificates that were issued cannot be taken back, only revoked; their new ones count in every list and log."));
    }

    static List<String> ofRetirement(Generation generation, Optional<Instant> lastExpiry) {
        return List.of(
                generation.identity().name().commonName()
                        + lastExpiry
                                .map(last ->
                                        " answers for certificates that are valid until "
                                                + last
                                                + ".")
                                .orElse(" has no certificate to answer for."),
                "When that has passed, a final CRL is issued that never expires and is served for ever; OCSP delegates are renewed no more.");
    }

    static List<String> ofDestruction(Generation generation) {
        var key = generation.identity().key();
        return List.of(
                "The private key "
                        + key.keyId()
                        + " on token '"
                        + key.token()
                        + "' is destroyed, and the token is asked to sign with it afterwards: what it answers is kept as evidence.",
                "What it has signed stays valid and stays published.");
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }
}
