package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** subjectAltName has a name. */
final class AlternativeNamesNotEmpty implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.6";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.has(Extension.subjectAlternativeName) && subject.names().isEmpty()
                ? Optional.of("subjectAltName is empty")
                : Optional.empty();
    }
}
