package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** It does not end before it begins. */
final class ValidityInOrder implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.5";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.notAfter().instant().isBefore(subject.notBefore().instant())
                ? Optional.of("notAfter is earlier than notBefore")
                : Optional.empty();
    }
}
