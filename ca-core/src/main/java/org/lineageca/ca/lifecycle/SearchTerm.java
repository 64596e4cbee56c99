package org.lineageca.ca.lifecycle;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** What somebody may mean who looks for certificates. */
public sealed interface SearchTerm {

    /** All there are. */
    record All() implements SearchTerm {}

    /**
     * SHA-256 of a certificate, of the public key in it (SubjectPublicKeyInfo), or of the request
     * it was issued for; each DER.
     */
    record Digest(Octets sha256) implements SearchTerm {}

    /**
     * What stands in a subject or an alternative name, from the beginning of a word on.
     *
     * @param serial the same as the beginning of a serial number, hexadecimal digits; null where it
     *     cannot be one
     */
    record Words(String text, @Nullable String serial) implements SearchTerm {}

    /**
     * Takes text as people type and paste it: colons and spaces between hexadecimal digits are
     * tolerated, and PEM may be a certificate, a request or a public key.
     */
    static SearchTerm parse(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return new All();
        }
        if (stripped.contains("-----BEGIN")) {
            return new Digest(der(stripped).sha256());
        }
        var digits = stripped.replace(":", "").replace(" ", "").toLowerCase(Locale.ROOT);
        if (digits.matches("[0-9a-f]{64}")) {
            return new Digest(Octets.ofHex(digits));
        }
        return new Words(stripped, digits.matches("[0-9a-f]{2,40}") ? digits : null);
    }

    private static Octets der(String pem) {
        try {
            return Pem.decode(
                    pem,
                    List.of(
                            "CERTIFICATE",
                            "X509 CERTIFICATE",
                            "CERTIFICATE REQUEST",
                            "NEW CERTIFICATE REQUEST",
                            "PUBLIC KEY"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The PEM cannot be read: "
                            + e.getMessage()
                            + ". Nothing was looked for. Give a certificate, a request or a public key.",
                    e);
        }
    }
}
