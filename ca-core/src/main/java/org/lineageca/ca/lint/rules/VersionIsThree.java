package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** A certificate with extensions says version 3. */
final class VersionIsThree implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.version() == 3
                ? Optional.empty()
                : Optional.of("the version is " + subject.version());
    }
}
