package org.lineageca.ca.exchange;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import org.lineageca.octets.Octets;

/** Whether a key signed a certificate, by an algorithm that is accepted. */
final class SignedBy {

    /** ECDSA and RSA with SHA-256, SHA-384 and SHA-512 (RFC 4055, RFC 5758). */
    private static final Set<String> ALGORITHMS =
            Set.of(
                    "1.2.840.10045.4.3.2",
                    "1.2.840.10045.4.3.3",
                    "1.2.840.10045.4.3.4",
                    "1.2.840.113549.1.1.11",
                    "1.2.840.113549.1.1.12",
                    "1.2.840.113549.1.1.13",
                    "1.2.840.113549.1.1.10");

    private SignedBy() {}

    /** Whether it is a certificate and signed by that key (DER SubjectPublicKeyInfo). */
    static boolean isCertificate(Octets der, Octets publicKey) {
        try {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
            certificate.verify(key(publicKey));
            return ALGORITHMS.contains(certificate.getSigAlgOID())
                    && Arrays.equals(certificate.getEncoded(), der.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The JDK tells the kind of key by trying: the identifier in it fits one only. */
    private static PublicKey key(Octets publicKey) throws GeneralSecurityException {
        var encoded = new X509EncodedKeySpec(publicKey.toArray());
        try {
            return KeyFactory.getInstance("EC").generatePublic(encoded);
        } catch (InvalidKeySpecException notEc) {
            return KeyFactory.getInstance("RSA").generatePublic(encoded);
        }
    }
}
