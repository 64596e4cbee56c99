package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Times are in whole seconds of UTC. */
final class OcspTimesAreInSeconds implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.1, RFC 5280 4.1.2.5.2";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.times().stream()
                .filter(time -> !time.matches("[0-9]{14}Z"))
                .findFirst()
                .map(time -> "'" + time + "' is not of the form YYYYMMDDHHMMSSZ");
    }
}
