package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** Only a CA has a pathLenConstraint, and it is not negative. */
final class PathLengthOfCasOnly implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.9";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var constraints =
                BasicConstraints.getInstance(
                        subject.value(Extension.basicConstraints).orElse(null));
        var length = constraints == null ? null : constraints.getPathLenConstraint();
        return length != null && (!constraints.isCA() || length.signum() < 0)
                ? Optional.of(
                        "pathLenConstraint is %s, and cA %s".formatted(length, constraints.isCA()))
                : Optional.empty();
    }
}
