package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** A serial number has room for 64 bits from a random source. */
final class SerialNumberRoom implements Lint<CertificateFields> {

    /** A random number of 64 bits begins with eight zeros once in 256 times. */
    private static final int LEAST = 55;

    @Override
    public String source() {
        return "BR 7.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var bits = subject.serial().bitLength();
        return bits > LEAST
                ? Optional.empty()
                : Optional.of("the serial number has only %d bits".formatted(bits));
    }
}
