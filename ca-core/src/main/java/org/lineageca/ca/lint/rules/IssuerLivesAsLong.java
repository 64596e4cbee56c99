package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** A certificate is valid only while that of its issuer is. */
final class IssuerLivesAsLong implements Lint<BesideIssuer> {

    @Override
    public String source() {
        return "BR 6.3.2, DESIGN 5";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(BesideIssuer subject) {
        var certificate = subject.certificate();
        if (certificate == null) {
            return Optional.empty();
        }
        var issuer = subject.issuer();
        return certificate.notBefore().instant().isBefore(issuer.notBefore().instant())
                        || certificate.notAfter().instant().isAfter(issuer.notAfter().instant())
                ? Optional.of(
                        "it is valid from %s to %s, its issuer from %s to %s"
                                .formatted(
                                        certificate.notBefore().instant(),
                                        certificate.notAfter().instant(),
                                        issuer.notBefore().instant(),
                                        issuer.notAfter().instant()))
                : Optional.empty();
    }
}
