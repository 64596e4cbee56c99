package org.lineageca.ca.issuance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.KeyIdentifier;

/**
 * Whether a certificate that another CA signed is what it was asked for. Its chain is another
 * question.
 */
public final class ReturnedCertificate {

    private static final String ANY_POLICY = "2.5.29.32.0";

    private static final Set<ASN1ObjectIdentifier> SIGNATURES =
            Set.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256,
                    X9ObjectIdentifiers.ecdsa_with_SHA384,
                    X9ObjectIdentifiers.ecdsa_with_SHA512,
                    PKCSObjectIdentifiers.sha256WithRSAEncryption,
                    PKCSObjectIdentifiers.sha384WithRSAEncryption,
                    PKCSObjectIdentifiers.sha512WithRSAEncryption,
                    PKCSObjectIdentifiers.id_RSASSA_PSS);

    /** What may be critical in it: what verifiers and we understand. */
    private static final Set<ASN1ObjectIdentifier> CRITICAL =
            Set.of(
                    Extension.basicConstraints,
                    Extension.keyUsage,
                    Extension.nameConstraints,
                    Extension.certificatePolicies,
                    Extension.policyConstraints,
                    Extension.inhibitAnyPolicy);

    private ReturnedCertificate() {}

    /** Why it is refused; empty if it is what was asked for. */
    public static Optional<String> problem(
            GenerationIdentity identity,
            CaConstraints asked,
            Instant latest,
            CaCertificate returned,
            Instant now) {
        return Stream.of(
                        subject(identity, returned),
                        keyIdentifier(identity, returned),
                        algorithm(returned),
                        authority(asked, returned),
                        policies(asked, returned),
                        validity(latest, returned, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> subject(GenerationIdentity identity, CaCertificate returned) {
        if (!returned.publicKey().equals(identity.key().publicKey())) {
            return Optional.of(
                    "it is over another key: its SubjectPublicKeyInfo has the SHA-256 "
                            + returned.publicKey().sha256().toHex()
                            + ", the key of generation "
                            + identity.id()
                            + " has "
                            + identity.id().sha256().toHex());
        }
        return returned.subject().equals(identity.name())
                ? Optional.empty()
                : Optional.of(
                        "its subject is '"
                                + returned.subject()
                                + "', not octet for octet '"
                                + identity.name()
                                + "' as in the request");
    }

    private static Optional<String> keyIdentifier(
            GenerationIdentity identity, CaCertificate returned) {
        var asked = KeyIdentifier.ofPublicKey(identity.key().publicKey());
        return returned.keyIdentifier().equals(asked)
                ? Optional.empty()
                : Optional.of(
                        "its subjectKeyIdentifier is "
                                + returned.keyIdentifier()
                                + ", not "
                                + asked
                                + " as in the request; certificates of this key would not chain to it everywhere");
    }

    private static Optional<String> algorithm(CaCertificate returned) {
        var certificate = certificate(returned);
        var algorithm = certificate.getSignatureAlgorithm();
        if (!algorithm.equals(certificate.getTBSCertificate().getSignature())) {
            return Optional.of("its signed and its outer signature algorithm differ");
        }
        return SIGNATURES.contains(algorithm.getAlgorithm())
                ? Optional.empty()
                : Optional.of(
                        "it is signed with "
                                + algorithm.getAlgorithm()
                                + ", which is not accepted: SHA-256 or better");
    }

    private static Optional<String> authority(CaConstraints asked, CaCertificate returned) {
        var extensions = certificate(returned).getTBSCertificate().getExtensions();
        for (var critical : extensions.getCriticalExtensionOIDs()) {
            if (!CRITICAL.contains(critical)) {
                return Optional.of("it has the critical extension " + critical);
            }
        }
        var basic = extensions.getExtension(Extension.basicConstraints);
        if (basic == null
                || !basic.isCritical()
                || !BasicConstraints.getInstance(basic.getParsedValue()).isCA()) {
            return Optional.of("its basicConstraints do not say, critically, that it is a CA");
        }
        var usage = KeyUsage.fromExtensions(extensions);
        if (usage == null || !usage.hasUsages(KeyUsage.keyCertSign | KeyUsage.cRLSign)) {
            return Optional.of("its keyUsage lacks keyCertSign or cRLSign");
        }
        var length = CaConstraints.of(returned).pathLength();
        return java.util.Objects.equals(length, asked.pathLength())
                ? Optional.empty()
                : Optional.of(
                        "its path length is "
                                + (length == null ? "unlimited" : length)
                                + ", asked for was "
                                + (asked.pathLength() == null ? "unlimited" : asked.pathLength()));
    }

    private static Optional<String> policies(CaConstraints asked, CaCertificate returned) {
        List<String> granted = CaConstraints.of(returned).policies();
        var missing =
                granted.contains(ANY_POLICY)
                        ? List.<String>of()
                        : asked.policies().stream()
                                .filter(policy -> !granted.contains(policy))
                                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("it lacks the certificate policy " + String.join(", ", missing));
    }

    private static Optional<String> validity(Instant latest, CaCertificate returned, Instant now) {
        if (!returned.notAfter().isAfter(now)) {
            return Optional.of("it expired at " + returned.notAfter());
        }
        if (returned.notBefore().isAfter(now)) {
            return Optional.of("it is not valid before " + returned.notBefore());
        }
        return returned.notAfter().isAfter(latest)
                ? Optional.of(
                        "it is valid until "
                                + returned.notAfter()
                                + ", longer than was planned ("
                                + latest
                                + ")")
                : Optional.empty();
    }

    private static Certificate certificate(CaCertificate returned) {
        return Certificate.getInstance(returned.der().toArray());
    }
}
