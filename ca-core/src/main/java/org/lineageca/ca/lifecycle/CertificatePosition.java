package org.lineageca.ca.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.SerialNumber;

/**
 * A place in the list of certificates, newest first: behind this one.
 *
 * @param intendedAt to the microsecond
 */
public record CertificatePosition(Instant intendedAt, SerialNumber serial) {

    public static CertificatePosition after(CertificateRecord last) {
        return new CertificatePosition(last.intendedAt(), last.serial());
    }

    /** As text that callers keep and do not read; only letters, digits, hyphen and underscore. */
    public String cursor() {
        var text = intendedAt + " " + serial.hex();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What {@link #cursor} gave out.
     *
     * @throws RefusedException if it did not
     */
    public static CertificatePosition parse(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            var space = text.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("no cursor");
            }
            return new CertificatePosition(
                    Instant.parse(text.substring(0, space)),
                    SerialNumber.ofHex(text.substring(space + 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The cursor is none that was given out here. Nothing was looked for. Follow the link with rel=\"next\" of the page before, or leave it out.",
                    e);
        }
    }
}
