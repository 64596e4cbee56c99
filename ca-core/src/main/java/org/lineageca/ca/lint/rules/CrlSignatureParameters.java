package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** RSA signatures have the parameters NULL, ECDSA signatures and Ed25519 have none. */
final class CrlSignatureParameters implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 4055 5, RFC 5758 3.2, RFC 8410 3";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return SignatureAlgorithms.parameters(subject.tbs().getSignature());
    }
}
