package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** nextUpdate is there and later than thisUpdate; times are written as RFC 5280 says. */
final class CrlSaysWhenTheNextComes implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.1.2.4, 5.1.2.5";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        if (subject.tbs().getNextUpdate() == null) {
            return Optional.of("nextUpdate is absent");
        }
        var from = EncodedTime.of(subject.tbs().getThisUpdate());
        var to = EncodedTime.of(subject.tbs().getNextUpdate());
        return from.problem()
                .or(to::problem)
                .or(() ->
                        to.instant().isAfter(from.instant())
                                ? Optional.empty()
                                : Optional.of("nextUpdate is not later than thisUpdate"));
    }
}
