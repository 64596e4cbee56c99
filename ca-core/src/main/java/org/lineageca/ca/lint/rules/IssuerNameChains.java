package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The issuer's name is the subject of the issuer's certificate. */
final class IssuerNameChains implements Lint<BesideIssuer> {

    @Override
    public String source() {
        return "RFC 5280 6.1.3";
    }

    @Override
    public Optional<String> check(BesideIssuer subject) {
        return subject.issuerName().equals(subject.issuer().subject())
                ? Optional.empty()
                : Optional.of(
                        "the issuer is %s, the certificate that of %s"
                                .formatted(subject.issuerName(), subject.issuer().subject()));
    }
}
