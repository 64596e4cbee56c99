package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** issuerUniqueID and subjectUniqueID are not used. */
final class UniqueIdentifiersAbsent implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.8";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.hasUniqueIdentifiers()
                ? Optional.of("it has an issuerUniqueID or a subjectUniqueID")
                : Optional.empty();
    }
}
