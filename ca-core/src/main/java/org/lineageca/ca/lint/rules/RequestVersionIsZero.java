package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** A request says version 1, which is written 0. */
final class RequestVersionIsZero implements Lint<RequestFields> {

    @Override
    public String source() {
        return "RFC 2986 4.1";
    }

    @Override
    public Optional<String> check(RequestFields subject) {
        return subject.version() == 0
                ? Optional.empty()
                : Optional.of("the version is " + subject.version());
    }
}
