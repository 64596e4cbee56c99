package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The algorithm beside the signature is the one that was signed. */
final class SignatureAlgorithmsAgree implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.1.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var outer = subject.outerSignature();
        return outer == null || outer.equals(subject.signature())
                ? Optional.empty()
                : Optional.of(
                        "beside the signature stands %s, signed is %s"
                                .formatted(
                                        outer.getAlgorithm(), subject.signature().getAlgorithm()));
    }
}
