package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Where nothing is revoked, revokedCertificates is absent. */
final class CrlEmptyListIsLeftOut implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.1.2.6";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return subject.hasEmptyList()
                ? Optional.of("revokedCertificates is there and empty")
                : Optional.empty();
    }
}
