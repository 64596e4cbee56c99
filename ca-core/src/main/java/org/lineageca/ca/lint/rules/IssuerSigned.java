package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The signature verifies with the key of the issuer's certificate. */
final class IssuerSigned implements Lint<BesideIssuer> {

    @Override
    public String source() {
        return "RFC 5280 6.1.3";
    }

    @Override
    public Optional<String> check(BesideIssuer subject) {
        return subject.verifies()
                ? Optional.empty()
                : Optional.of("the signature does not verify with the key of the issuer");
    }
}
