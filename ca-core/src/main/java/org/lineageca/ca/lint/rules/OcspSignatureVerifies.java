package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The signature verifies with the key of the certificate that comes along. */
final class OcspSignatureVerifies implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 3.2";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.signer()
                .filter(signer -> !subject.isSignedWith(signer.key()))
                .map(_ -> "the signature does not verify with the key of the certificate in it");
    }
}
