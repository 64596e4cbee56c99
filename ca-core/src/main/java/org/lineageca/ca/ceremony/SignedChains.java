package org.lineageca.ca.ceremony;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.lineageca.octets.Octets;

/**
 * Whether everything that was signed chains to a root made in the run, or to a CA whose certificate
 * stood in the plan that was approved. The JDK parses and verifies here, independently of what
 * wrote it.
 */
final class SignedChains {

    private static final String NAME = "certificates and CRLs";

    /**
     * A name and key that may issue.
     *
     * @param anchor where its chain ends
     */
    private record Authority(X500Principal name, PublicKey key, String anchor) {}

    private final List<Authority> authorities = new ArrayList<>();
    private final Set<String> anchors = new LinkedHashSet<>();
    private int certificates;
    private int crls;

    private SignedChains() {}

    static RecordFinding of(RunState state) {
        var chains = new SignedChains();
        try {
            chains.known(state);
            for (var result : state.results().entrySet()) {
                var problem = chains.take(result.getValue());
                if (problem.isPresent()) {
                    return RecordFinding.fail(
                            NAME, "step %s: %s".formatted(result.getKey(), problem.get()));
                }
            }
        } catch (GeneralSecurityException e) {
            return RecordFinding.fail(NAME, "one cannot be read: " + e.getMessage());
        }
        return RecordFinding.ok(
                NAME,
                chains.anchors.isEmpty()
                        ? "none were signed"
                        : "%s certificates and %s CRLs verify, up to %s"
                                .formatted(
                                        chains.certificates,
                                        chains.crls,
                                        String.join("; ", chains.anchors)));
    }

    /** In a rehearsal, keys of the throw-away token stand for those of CAs that exist. */
    private void known(RunState state) throws GeneralSecurityException {
        for (var ca : state.plan().record().cas()) {
            var identity = ca.identity();
            var key = state.keys().getOrDefault(identity.id().label(), identity.key().publicKey());
            authorities.add(
                    new Authority(
                            new X500Principal(identity.name().der().toArray()),
                            publicKey(key),
                            "%s, on record before".formatted(identity.name())));
        }
    }

    private static PublicKey publicKey(Octets der) throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(der.toArray());
        try {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException notOnACurve) {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        }
    }

    private Optional<String> take(CeremonyResult result) throws GeneralSecurityException {
        return switch (result) {
            case CeremonyResult.CaCertificateSigned(_, _, var der) -> certificate(der);
            case CeremonyResult.OcspSignerSigned(_, _, var der) -> certificate(der);
            case CeremonyResult.CrlSigned(_, _, var der) -> crl(der);
            case CeremonyResult.KeyGenerated _, CeremonyResult.KeyDestroyed _ -> Optional.empty();
        };
    }

    private Optional<String> certificate(Octets der) throws GeneralSecurityException {
        var certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der.toArray()));
        var subject = certificate.getSubjectX500Principal();
        var isRoot =
                subject.equals(certificate.getIssuerX500Principal())
                        && verifies(certificate, certificate.getPublicKey());
        var anchor =
                isRoot
                        ? Optional.of("%s, self-signed here".formatted(subject.getName()))
                        : authorities.stream()
                                .filter(each ->
                                        each.name().equals(certificate.getIssuerX500Principal())
                                                && verifies(certificate, each.key()))
                                .map(Authority::anchor)
                                .findFirst();
        if (anchor.isEmpty()) {
            return Optional.of(
                    "no CA of the ceremony or on record before it signed the certificate of "
                            + subject.getName());
        }
        certificates++;
        anchors.add(anchor.get());
        if (certificate.getBasicConstraints() >= 0) {
            authorities.add(new Authority(subject, certificate.getPublicKey(), anchor.get()));
        }
        return Optional.empty();
    }

    private Optional<String> crl(Octets der) throws GeneralSecurityException {
        var crl =
                (X509CRL)
                        CertificateFactory.getInstance("X.509")
                                .generateCRL(new ByteArrayInputStream(der.toArray()));
        var anchor =
                authorities.stream()
                        .filter(each ->
                                each.name().equals(crl.getIssuerX500Principal())
                                        && verifies(crl, each.key()))
                        .map(Authority::anchor)
                        .findFirst();
        if (anchor.isEmpty()) {
            return Optional.of(
                    "no CA of the ceremony or on record before it signed the CRL of "
                            + crl.getIssuerX500Principal().getName());
        }
        crls++;
        anchors.add(anchor.get());
        return Optional.empty();
    }

    private static boolean verifies(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean verifies(X509CRL crl, PublicKey key) {
        try {
            crl.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
