package org.lineageca.console.access;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The field {@code Client-Cert} (RFC 9440 2.1): a certificate in DER as a byte sequence (RFC 8941
 * 3.3.5), base64 between two colons. Parameters have no meaning there and are not taken.
 */
final class ClientCertField {

    static final String NAME = "Client-Cert";

    /** What stands above it (RFC 9440 2.2); never read. */
    static final String CHAIN = "Client-Cert-Chain";

    /** Longer than any certificate of a person, in characters. */
    static final int LONGEST = 6 * 1024;

    /** How DER of a certificate begins; what reads certificates would take PEM, too. */
    private static final byte SEQUENCE = 0x30;

    /** What was found. */
    sealed interface Found {

        record Certificate(X509Certificate certificate) implements Found {}

        record Nothing(Distrust why) implements Found {}
    }

    private ClientCertField() {}

    /**
     * Reads it.
     *
     * @param values of all fields with its name
     */
    static Found read(List<String> values) {
        if (values.isEmpty()) {
            return new Found.Nothing(Distrust.NOT_SAID);
        }
        if (values.size() > 1) {
            return new Found.Nothing(Distrust.SAID_TWICE);
        }
        var value = values.getFirst();
        if (value.length() > LONGEST) {
            return new Found.Nothing(Distrust.TOO_LONG);
        }
        var item = value.strip();
        if (item.length() < 2 || !item.startsWith(":") || !item.endsWith(":")) {
            return new Found.Nothing(Distrust.MALFORMED);
        }
        if (item.equals("::")) {
            return new Found.Nothing(Distrust.NOT_SAID);
        }
        try {
            return certificate(Base64.getDecoder().decode(item.substring(1, item.length() - 1)));
        } catch (IllegalArgumentException noBase64) {
            return new Found.Nothing(Distrust.MALFORMED);
        }
    }

    private static Found certificate(byte[] der) {
        try {
            if (der[0] == SEQUENCE
                    && CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der))
                            instanceof X509Certificate certificate
                    // Nothing behind it, and nothing but DER.
                    && Arrays.equals(certificate.getEncoded(), der)) {
                return new Found.Certificate(certificate);
            }
        } catch (CertificateException noCertificate) {
            return new Found.Nothing(Distrust.NO_CERTIFICATE);
        }
        return new Found.Nothing(Distrust.NO_CERTIFICATE);
    }
}
