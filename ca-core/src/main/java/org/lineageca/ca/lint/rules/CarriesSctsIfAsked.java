package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** Where the profile asks for SCTs, no certificate is without, and elsewhere none has any. */
final class CarriesSctsIfAsked implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 6962 3.3, the profile";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var asked = subject.content().terms().extensions().transparency() != null;
        var carries = subject.extension(TransparencyExtensions.SCT_LIST).isPresent();
        if (asked == carries) {
            return Optional.empty();
        }
        return Optional.of(
                asked
                        ? "its profile asks for SCTs, and it has none"
                        : "it has SCTs, and its profile asks for none");
    }
}
