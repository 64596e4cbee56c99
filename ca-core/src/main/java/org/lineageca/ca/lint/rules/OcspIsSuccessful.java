package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** It is an answer, not an error. */
final class OcspIsSuccessful implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.status() == 0
                ? Optional.empty()
                : Optional.of("responseStatus is " + subject.status());
    }
}
