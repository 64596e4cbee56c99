package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** SHA-1 and MD5 sign nothing any more. */
final class SignatureHashIsStrong implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 7.1.3.2, RFC 6194, RFC 6151";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return SignatureAlgorithms.weakness(subject.signature());
    }
}
