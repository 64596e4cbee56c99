package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** A CA's certificate names its key. */
final class SubjectKeyIsNamed implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.isCa() && !subject.has(Extension.subjectKeyIdentifier)
                ? Optional.of("it is a CA's, and subjectKeyIdentifier is absent")
                : Optional.empty();
    }
}
