package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** SHA-1 and MD5 sign no CRL any more. */
final class CrlSignatureHashIsStrong implements Lint<CrlFields> {

    @Override
    public String source() {
        return "BR 7.1.3.2, RFC 6194, RFC 6151";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return SignatureAlgorithms.weakness(subject.tbs().getSignature());
    }
}
