package org.lineageca.launcher.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and keys as text (RFC 7468). */
public final class Pem {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA");
    private static final int LINE = 64;

    private Pem() {}

    /** The certificates of a file in their order; PEM or a single one in DER. */
    public static List<X509Certificate> certificates(Path file)
            throws IOException, CertificateException {
        return certificates(Files.readAllBytes(file));
    }

    static List<X509Certificate> certificates(byte[] content) throws CertificateException {
        var found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(content))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new CertificateException("it holds no certificate");
        }
        return found;
    }

    /** An unencrypted PKCS#8 key, EC or RSA. */
    static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var match = PRIVATE_KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!match.find()) {
            throw new InvalidKeySpecException(file + " holds no unencrypted PKCS#8 private key");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(match.group(1)));
        for (var algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException other) {
                // A key of the next kind perhaps.
            }
        }
        throw new InvalidKeySpecException(file + " holds a private key that is neither EC nor RSA");
    }

    public static String certificate(X509Certificate certificate) throws CertificateException {
        var encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n"
                + encoder.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
