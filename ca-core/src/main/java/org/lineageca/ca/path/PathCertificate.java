package org.lineageca.ca.path;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.KeyIdentifierExtensions;
import org.lineageca.octets.Octets;

/**
 * A certificate that may stand on a path.
 *
 * @param key of the public key in it; two CAs of one name differ by it
 * @param subjectKey its own key as it names it; null where it does not
 * @param authorityKey its issuer's key as it names it; null where it does not
 * @param isSelfSigned whether its own key signed it: nobody else stands above it
 */
public record PathCertificate(
        X509Certificate certificate,
        Octets der,
        Origin origin,
        GenerationId key,
        @Nullable KeyIdentifier subjectKey,
        @Nullable KeyIdentifier authorityKey,
        boolean isSelfSigned) {

    /**
     * Takes over a certificate.
     *
     * @throws IllegalArgumentException if a name in it cannot be read
     */
    public static PathCertificate of(X509Certificate certificate, Origin origin) {
        try {
            name(certificate.getSubjectX500Principal());
            name(certificate.getIssuerX500Principal());
            return new PathCertificate(
                    certificate,
                    Octets.of(certificate.getEncoded()),
                    origin,
                    GenerationId.ofPublicKey(Octets.of(certificate.getPublicKey().getEncoded())),
                    KeyIdentifierExtensions.subject(certificate).orElse(null),
                    KeyIdentifierExtensions.authority(certificate).orElse(null),
                    signedItself(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(
                    "a certificate has no encoding: " + e.getMessage(), e);
        }
    }

    public X500Principal subject() {
        return certificate.getSubjectX500Principal();
    }

    public X500Principal issuer() {
        return certificate.getIssuerX500Principal();
    }

    public DistinguishedName subjectName() {
        return name(subject());
    }

    public DistinguishedName issuerName() {
        return name(issuer());
    }

    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /** Hexadecimal digits, an even number of them. */
    public String serial() {
        var digits = certificate.getSerialNumber().toString(16);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }

    /** The subject for people; the serial number where there is none. */
    public String title() {
        var name = subjectName().toString();
        return name.isEmpty() ? "the certificate with serial number " + serial() : name;
    }

    /**
     * Whether both have the same name and key: a path over both proves no more than one over either
     * (RFC 4158 2.4.2).
     */
    boolean isSameAuthority(PathCertificate other) {
        return key.equals(other.key) && subject().equals(other.subject());
    }

    /** Whether both name the key of the issuer, and differ. */
    boolean namesAnotherKeyThan(PathCertificate issuer) {
        return authorityKey != null
                && issuer.subjectKey != null
                && !authorityKey.equals(issuer.subjectKey);
    }

    private static boolean signedItself(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException signedByAnother) {
            return false;
        }
    }

    private static DistinguishedName name(X500Principal principal) {
        return new DistinguishedName(Octets.of(principal.getEncoded()));
    }
}
