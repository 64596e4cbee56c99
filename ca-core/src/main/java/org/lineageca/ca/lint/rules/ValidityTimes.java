package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Times are UTCTime up to 2049, GeneralizedTime from then on, in whole seconds of UTC. */
final class ValidityTimes implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.5.1, 4.1.2.5.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.notBefore().problem().or(() -> subject.notAfter().problem());
    }
}
