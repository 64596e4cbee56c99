package org.lineageca.ca.x509;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.lineageca.octets.Octets;

/**
 * A person's self-signed certificate, trusted for its fingerprint and for nothing that stands in
 * it: it names a key, and until when.
 *
 * @param der as it is pinned
 * @param publicKey DER SubjectPublicKeyInfo
 */
public record PinnedCertificate(
        Octets der,
        DistinguishedName subject,
        Octets publicKey,
        Instant notBefore,
        Instant notAfter) {

    private static final int LARGEST = 16 * 1024;
    private static final Set<String> SIGNATURES =
            Set.of(
                    "SHA256withECDSA",
                    "SHA384withECDSA",
                    "SHA512withECDSA",
                    "SHA256withRSA",
                    "SHA384withRSA",
                    "SHA512withRSA",
                    "RSASSA-PSS");

    /**
     * Reads one that a person can sign in with.
     *
     * @throws IllegalArgumentException saying why it is none
     */
    public static PinnedCertificate parse(Octets der) {
        if (der.length() > LARGEST) {
            throw new IllegalArgumentException(
                    "a certificate of " + der.length() + " octets is too large");
        }
        try {
            var certificate = read(der);
            checkSelfSigned(certificate);
            checkUse(certificate);
            var publicKey = Octets.of(certificate.getPublicKey().getEncoded());
            PublicKeyCheck.problem(publicKey)
                    .ifPresent(problem -> {
                        throw new IllegalArgumentException(problem);
                    });
            return new PinnedCertificate(
                    der,
                    new DistinguishedName(
                            Octets.of(certificate.getSubjectX500Principal().getEncoded())),
                    publicKey,
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
        }
    }

    /** The SHA-256 of it. */
    public Octets fingerprint() {
        return der.sha256();
    }

    public boolean isValid(Instant at) {
        return !at.isBefore(notBefore) && !at.isAfter(notAfter);
    }

    private static X509Certificate read(Octets der) throws CertificateException {
        var certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der.toArray()));
        // The factory stops at the end of the structure; what follows would be in the fingerprint.
        if (!Arrays.equals(certificate.getEncoded(), der.toArray())) {
            throw new CertificateException("something follows after its end");
        }
        return certificate;
    }

    private static void checkSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            throw new IllegalArgumentException(
                    "it was issued by '"
                            + certificate.getIssuerX500Principal().getName()
                            + "'; only a self-signed one is trusted for its fingerprint");
        }
        if (!SIGNATURES.contains(certificate.getSigAlgName())) {
            throw new IllegalArgumentException(
                    "it is signed with "
                            + certificate.getSigAlgName()
                            + "; ECDSA or RSA with SHA-256, SHA-384 or SHA-512 is accepted");
        }
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its own key did not sign it", e);
        }
    }

    private static void checkUse(X509Certificate certificate) throws CertificateException {
        ClientCertificate.problem(certificate)
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
    }
}
