package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** A serial number is positive and has at most 20 octets. */
final class SerialNumberShape implements Lint<CertificateFields> {

    private static final int MOST = 20;

    @Override
    public String source() {
        return "RFC 5280 4.1.2.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var serial = subject.serial();
        return serial.signum() > 0 && serial.toByteArray().length <= MOST
                ? Optional.empty()
                : Optional.of(
                        "the serial number is not positive or has more than %d octets"
                                .formatted(MOST));
    }
}
