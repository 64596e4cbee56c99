package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The responder is named as the certificate that comes along names it, or its key. */
final class OcspResponderIsItsSigner implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.1, 4.2.2.3";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.signer()
                .filter(signer -> !subject.responderIs(signer))
                .map(signer -> "the certificate in it is that of " + signer.subject());
    }
}
