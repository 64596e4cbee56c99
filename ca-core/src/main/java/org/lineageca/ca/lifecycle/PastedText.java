package org.lineageca.ca.lifecycle;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/**
 * What somebody took from a tool that shows certificates, without what the tool puts around it:
 * {@code serial=0A1B}, {@code SHA256 Fingerprint=AA:BB…}, {@code pin-sha256="…"}, {@code 0x0a1b},
 * and marks that cannot be seen.
 */
record PastedText(String text) {

    /** The longest that is looked at, in characters. */
    static final int LONGEST = 100_000;

    private static final Pattern UNSEEN =
            Pattern.compile("[\\u200b-\\u200f\\u202a-\\u202e\\ufeff]");
    private static final Pattern LABEL =
            Pattern.compile(
                    "^((sha-?256|serial|number|fingerprint|thumbprint|pin|spki|key|hash)[ \\-_]*)+\\s*(=|:|//)\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SHA256_BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final Pattern DER_BASE64 = Pattern.compile("MI[A-Za-z0-9+/]{100,}={0,2}");
    private static final List<String> LABELS =
            List.of(
                    "CERTIFICATE",
                    "X509 CERTIFICATE",
                    "CERTIFICATE REQUEST",
                    "NEW CERTIFICATE REQUEST",
                    "PUBLIC KEY");

    static PastedText of(String pasted) {
        if (pasted.length() > LONGEST) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "What was given has %d characters, more than %d. Nothing was looked for. Give one certificate, request or key."
                            .formatted(pasted.length(), LONGEST));
        }
        var seen = UNSEEN.matcher(pasted).replaceAll("").replace('\u00a0', ' ').strip();
        return new PastedText(
                LABEL.matcher(seen).replaceFirst("").replaceAll("^\"|\"$", "").strip());
    }

    boolean isPem() {
        return text.contains("-----BEGIN");
    }

    /** Which kind of PEM it is. */
    SearchTerm.Source source() {
        if (text.contains("CERTIFICATE REQUEST-----")) {
            return SearchTerm.Source.REQUEST;
        }
        return text.contains("PUBLIC KEY-----")
                ? SearchTerm.Source.PUBLIC_KEY
                : SearchTerm.Source.CERTIFICATE;
    }

    /**
     * What the PEM holds.
     *
     * @throws RefusedException if it is neither a certificate nor a request or a public key
     */
    Octets der() {
        try {
            return Pem.decode(text, LABELS);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The PEM cannot be read: "
                            + e.getMessage()
                            + ". Nothing was looked for. Give a certificate, a request or a public key.",
                    e);
        }
    }

    /** Hexadecimal digits without what is put between them; whatever it is if it is none. */
    String digits() {
        return text.replaceAll("[:\\s-]", "").replaceFirst("^0[xX]", "").toLowerCase(Locale.ROOT);
    }

    /** A SHA-256 in base64, as key pins are written (RFC 7469 2.1.1). */
    Optional<Octets> sha256() {
        return SHA256_BASE64.matcher(text).matches()
                ? Optional.of(Octets.of(Base64.getDecoder().decode(text)))
                : Optional.empty();
    }

    /** DER in base64, as PEM without its lines of dashes. */
    Optional<Octets> base64() {
        var joined = text.replaceAll("\\s", "");
        try {
            return DER_BASE64.matcher(joined).matches()
                    ? Optional.of(Octets.of(Base64.getDecoder().decode(joined)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
