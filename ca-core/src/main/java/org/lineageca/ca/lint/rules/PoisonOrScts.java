package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** A precertificate has no SCTs, a certificate with SCTs no poison. */
final class PoisonOrScts implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 6962 3.1, 3.3, BR 7.1.2.9, 7.1.2.11.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.has(TransparencyExtensions.POISON)
                        && subject.has(TransparencyExtensions.SCT_LIST)
                ? Optional.of("it has both the poison of a precertificate and SCTs")
                : Optional.empty();
    }
}
