package org.lineageca.ca.renewal;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What names a certificate without its issuer's help (RFC 9773 4.1): the keyIdentifier of its
 * authorityKeyIdentifier, and its serial number.
 */
public record CertificateIdentifier(Octets keyIdentifier, SerialNumber serial) {

    /** Two of the longest values there are, in base64url. */
    private static final int LONGEST = 120;

    private static final int PARTS = 2;

    /**
     * Reads base64url without padding, a full stop between the two.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static CertificateIdentifier parse(String text) {
        var parts = text.split("\\.", -1);
        if (text.length() > LONGEST || parts.length != PARTS) {
            throw wrong(null);
        }
        try {
            var read =
                    new CertificateIdentifier(
                            decoded(parts[0]), SerialNumber.ofOctets(decoded(parts[1])));
            if (!read.text().equals(text) || read.keyIdentifier.length() == 0) {
                throw wrong(null);
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private static Octets decoded(String part) {
        return Octets.of(Base64.getUrlDecoder().decode(part));
    }

    /** As clients write it. */
    public String text() {
        return encoded(keyIdentifier) + '.' + encoded(serial.octets());
    }

    private static String encoded(Octets octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }

    private static IllegalArgumentException wrong(@Nullable RuntimeException cause) {
        return new IllegalArgumentException(
                "a certificate is named by the base64url of its authorityKeyIdentifier's keyIdentifier, a full stop, and the base64url of its serial number, without padding (RFC 9773 4.1)",
                cause);
    }
}
