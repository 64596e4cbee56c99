package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** What is successful answers for a certificate, in a basic response. */
final class OcspAnswersSomething implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.1";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.status() != 0 || subject.ids().findAny().isPresent()
                ? Optional.empty()
                : Optional.of("it says that it is successful, and answers for no certificate");
    }
}
