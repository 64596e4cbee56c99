package org.lineageca.ca.lifecycle;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What somebody may mean who looks for certificates. */
public sealed interface SearchTerm {

    /** All there are. */
    record All() implements SearchTerm {}

    /** What a digest was made of. */
    enum Source {
        CERTIFICATE,
        REQUEST,
        PUBLIC_KEY,
        /** It was given itself, or of octets that could be any of these. */
        UNTOLD
    }

    /**
     * SHA-256 of a certificate, of the public key in it (SubjectPublicKeyInfo), or of the request
     * it was issued for; each DER.
     */
    record Digest(Octets sha256, Source source) implements SearchTerm {}

    /**
     * What stands in a subject or an alternative name, from the beginning of a word on.
     *
     * @param serial the same as the beginning of a serial number, hexadecimal digits; null where it
     *     cannot be one
     * @param decimal the same as a whole serial number in decimal digits; null where it cannot be
     *     one
     */
    record Words(String text, @Nullable String serial, @Nullable SerialNumber decimal)
            implements SearchTerm {}

    /**
     * Takes text as people type and paste it: as tools print serial numbers and fingerprints, with
     * colons, spaces or hyphens between the digits, in base64, or PEM of a certificate, a request
     * or a public key.
     *
     * @throws org.lineageca.ca.issuance.RefusedException if it is PEM that cannot be read
     */
    static SearchTerm parse(String text) {
        var pasted = PastedText.of(text);
        if (pasted.text().isEmpty()) {
            return new All();
        }
        if (pasted.isPem()) {
            return new Digest(pasted.der().sha256(), pasted.source());
        }
        var digits = pasted.digits();
        if (digits.matches("[0-9a-f]{64}")) {
            return new Digest(Octets.ofHex(digits), Source.UNTOLD);
        }
        return pasted.sha256()
                .or(() -> pasted.base64().map(Octets::sha256))
                .<SearchTerm>map(sha256 -> new Digest(sha256, Source.UNTOLD))
                .orElseGet(() ->
                        new Words(
                                pasted.text(),
                                digits.matches("[0-9a-f]{2,40}") ? digits : null,
                                decimal(pasted.text())));
    }

    private static @Nullable SerialNumber decimal(String text) {
        if (!text.matches("[1-9][0-9]{1,48}")) {
            return null;
        }
        try {
            return new SerialNumber(new BigInteger(text));
        } catch (IllegalArgumentException tooLong) {
            return null;
        }
    }
}
