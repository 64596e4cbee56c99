package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/**
 * The serial number is positive, at most 20 octets, and not one of the small ones a broken random
 * source gives.
 */
final class SerialNumberSize implements Lint<CertificateUnderLint> {

    private static final int MIN_BITS = 64;

    @Override
    public String source() {
        return "RFC 5280 4.1.2.2, BR 7.1";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var serial = subject.tbs().getSerialNumber().getValue();
        if (serial.signum() <= 0 || serial.toByteArray().length > 20) {
            return Optional.of(
                    "the serial number " + serial + " is not positive or has more than 20 octets");
        }
        return serial.bitLength() < MIN_BITS
                ? Optional.of("the serial number has only " + serial.bitLength() + " bits")
                : Optional.empty();
    }
}
