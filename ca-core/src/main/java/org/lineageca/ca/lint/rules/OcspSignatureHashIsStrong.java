package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** SHA-1 and MD5 sign no answer any more. */
final class OcspSignatureHashIsStrong implements Lint<OcspFields> {

    @Override
    public String source() {
        return "BR 7.1.3.2, RFC 6194, RFC 6151";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.answer()
                .flatMap(answer -> SignatureAlgorithms.weakness(answer.getSignatureAlgorithm()));
    }
}
