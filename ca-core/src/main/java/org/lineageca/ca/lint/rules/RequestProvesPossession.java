package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The signature verifies with the key in the request. */
final class RequestProvesPossession implements Lint<RequestFields> {

    @Override
    public String source() {
        return "RFC 2986 3";
    }

    @Override
    public Optional<String> check(RequestFields subject) {
        return subject.verifies()
                ? Optional.empty()
                : Optional.of("the signature does not verify with the key in it");
    }
}
