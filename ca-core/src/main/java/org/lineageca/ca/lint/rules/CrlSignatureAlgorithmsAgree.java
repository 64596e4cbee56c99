package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The algorithm beside the signature is the one that was signed. */
final class CrlSignatureAlgorithmsAgree implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.1.1.2";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return subject.outer().equals(subject.tbs().getSignature())
                ? Optional.empty()
                : Optional.of(
                        "beside the signature stands %s, signed is %s"
                                .formatted(
                                        subject.outer().getAlgorithm(),
                                        subject.tbs().getSignature().getAlgorithm()));
    }
}
