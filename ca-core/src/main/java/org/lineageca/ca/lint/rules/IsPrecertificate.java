package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** What is sent to logs has the poison, so that nobody accepts it as a certificate. */
final class IsPrecertificate implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 6962 3.1";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        return subject.extension(TransparencyExtensions.POISON).isPresent()
                ? Optional.empty()
                : Optional.of("it is to be a precertificate and has no poison");
    }
}
