package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** Attributes of names neither begin nor end with a blank. */
final class AttributeEdges implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 7.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return NameAttributes.of(subject)
                .map(NameAttributes::text)
                .filter(text -> !text.strip().equals(text))
                .findFirst()
                .map("'%s' begins or ends with a blank"::formatted);
    }
}
