package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** A CRL says version 2. */
final class CrlVersionIsTwo implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.1.2.1";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return subject.tbs().getVersionNumber() == 2
                ? Optional.empty()
                : Optional.of("the version is " + subject.tbs().getVersionNumber());
    }
}
