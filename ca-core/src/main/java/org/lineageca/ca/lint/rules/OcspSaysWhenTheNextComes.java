package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** An answer has a nextUpdate, so that it can be kept. */
final class OcspSaysWhenTheNextComes implements Lint<OcspFields> {

    @Override
    public String source() {
        return "BR 4.9.10, RFC 9919 2.2.4";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.singles().anyMatch(single -> single.nextUpdate() == null)
                ? Optional.of("nextUpdate is absent")
                : Optional.empty();
    }
}
