package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The issuer has a name. */
final class IssuerIsNamed implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.4";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.issuer().size() > 0
                ? Optional.empty()
                : Optional.of("the issuer name is empty");
    }
}
