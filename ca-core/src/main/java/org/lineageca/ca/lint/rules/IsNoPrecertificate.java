package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** A certificate has no poison. */
final class IsNoPrecertificate implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 6962 3.1";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        return subject.extension(TransparencyExtensions.POISON).isEmpty()
                ? Optional.empty()
                : Optional.of("it is to be a certificate and has the poison of a precertificate");
    }
}
