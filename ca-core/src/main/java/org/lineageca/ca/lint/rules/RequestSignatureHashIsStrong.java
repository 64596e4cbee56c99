package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** SHA-1 and MD5 prove nothing any more. */
final class RequestSignatureHashIsStrong implements Lint<RequestFields> {

    @Override
    public String source() {
        return "RFC 6194, RFC 6151";
    }

    @Override
    public Optional<String> check(RequestFields subject) {
        return SignatureAlgorithms.weakness(subject.request().getSignatureAlgorithm());
    }
}
