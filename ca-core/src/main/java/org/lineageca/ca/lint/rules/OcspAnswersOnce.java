package org.lineageca.ca.lint.rules;

import java.util.HashSet;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Each certificate is answered for once. */
final class OcspAnswersOnce implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.3";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        var seen = new HashSet<String>();
        return subject.singles()
                .map(OcspFields.Single::certificate)
                .filter(certificate -> !seen.add(certificate))
                .findFirst()
                .map("there are two answers for serial number %s"::formatted);
    }
}
