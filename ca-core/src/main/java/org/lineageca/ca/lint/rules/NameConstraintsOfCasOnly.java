package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.lineageca.ca.lint.Lint;

/** nameConstraints are a CA's, and constrain something. */
final class NameConstraintsOfCasOnly implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.10";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var constraints =
                NameConstraints.getInstance(subject.value(Extension.nameConstraints).orElse(null));
        if (constraints == null) {
            return Optional.empty();
        }
        if (!subject.isCa()) {
            return Optional.of("it is no CA's, and has nameConstraints");
        }
        return constraints.getPermittedSubtrees() == null
                        && constraints.getExcludedSubtrees() == null
                ? Optional.of("nameConstraints is empty")
                : Optional.empty();
    }
}
