package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The issuer signed the answer, or the certificate of the delegate who did. */
final class OcspSignerIsIssuers implements Lint<AnswerBesideIssuer> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.2";
    }

    @Override
    public Optional<String> check(AnswerBesideIssuer subject) {
        return subject.isFromIssuer()
                ? Optional.empty()
                : Optional.of(
                        "neither is the answer signed with the key of the issuer, nor the certificate in it");
    }
}
