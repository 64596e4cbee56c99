package org.lineageca.ca.path;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.lineageca.octets.Octets;

/** Certificates as people have them in files: PEM (RFC 7468), several in a row, or DER. */
public final class CertificateBundle {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----", Pattern.DOTALL);

    private CertificateBundle() {}

    /**
     * The certificates in their order; text around PEM blocks does not matter.
     *
     * @throws IllegalArgumentException saying what is wrong, if there is none or one cannot be read
     */
    public static List<X509Certificate> parse(Octets content) {
        var bytes = content.toArray();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var found = new ArrayList<X509Certificate>();
        if (!text.contains("-----BEGIN")) {
            return List.of(certificate(bytes, "the content, taken for DER,"));
        }
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            var which = "certificate " + (found.size() + 1);
            found.add(certificate(base64(blocks.group(1), which), which));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "no complete '-----BEGIN CERTIFICATE-----' block found");
        }
        return List.copyOf(found);
    }

    /** Reads one certificate on record here. */
    public static X509Certificate one(Octets der) {
        return certificate(der.toArray(), "a certificate on record");
    }

    private static byte[] base64(String text, String which) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(which + " is not base64: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(byte[] der, String which) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            // What the platform says to it names its own classes.
            throw new IllegalArgumentException(which + " is not an X.509 certificate", e);
        }
    }
}
