package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** How people name a certificate. */
public sealed interface CertificateReference {

    record BySerial(SerialNumber serial) implements CertificateReference {}

    record ByFingerprint(Octets sha256) implements CertificateReference {}

    /**
     * Parses a serial number or a SHA-256 fingerprint, hexadecimal and as tools print them, or a
     * certificate in PEM.
     */
    static CertificateReference parse(String text) {
        var pasted = PastedText.of(text);
        try {
            if (pasted.isPem()) {
                return new ByFingerprint(
                        Pem.decode(pasted.text(), List.of("CERTIFICATE")).sha256());
            }
            var digits = pasted.digits();
            if (digits.length() == 64) {
                return new ByFingerprint(Octets.ofHex(digits));
            }
            return new BySerial(SerialNumber.ofHex(digits));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "This names no certificate: "
                            + e.getMessage()
                            + ". Nothing was changed. Give a serial number, a SHA-256 fingerprint or a certificate in PEM.",
                    e);
        }
    }
}
