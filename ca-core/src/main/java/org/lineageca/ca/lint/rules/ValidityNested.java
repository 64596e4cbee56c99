package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The validity lies within that of the issuer and is not empty. */
final class ValidityNested implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "DESIGN 5: no validity beyond the issuer's";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var start = subject.tbs().getStartDate().getDate().toInstant();
        var end = subject.tbs().getEndDate().getDate().toInstant();
        if (!start.isBefore(end)) {
            return Optional.of("notAfter is not later than notBefore");
        }
        var issuer = subject.content().issuer();
        if (issuer == null) {
            return Optional.empty();
        }
        var certificate = issuer.certificate();
        return start.isBefore(certificate.notBefore()) || end.isAfter(certificate.notAfter())
                ? Optional.of(
                        "it would be valid from "
                                + start
                                + " to "
                                + end
                                + ", its issuer only from "
                                + certificate.notBefore()
                                + " to "
                                + certificate.notAfter())
                : Optional.empty();
    }
}
