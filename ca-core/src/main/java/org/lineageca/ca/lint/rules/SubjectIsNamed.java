package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** A CA has a name; what has none says so by a critical subjectAltName. */
final class SubjectIsNamed implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.6, 4.2.1.6";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (subject.subject().size() > 0) {
            return Optional.empty();
        }
        if (subject.isCa()) {
            return Optional.of("it is a CA's, and its subject is empty");
        }
        return subject.extension(Extension.subjectAlternativeName)
                        .filter(Extension::isCritical)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("the subject is empty, and no critical subjectAltName is there");
    }
}
