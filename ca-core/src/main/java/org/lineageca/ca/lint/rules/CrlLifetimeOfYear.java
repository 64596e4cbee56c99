package org.lineageca.ca.lint.rules;

import java.time.Duration;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** A CRL is good for a year at most. */
final class CrlLifetimeOfYear implements Lint<CrlFields> {

    private static final Duration YEAR = Duration.ofDays(366);

    @Override
    public String source() {
        return "BR 4.9.7";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        var next = subject.tbs().getNextUpdate();
        if (next == null) {
            return Optional.empty();
        }
        var life =
                Duration.between(
                        subject.tbs().getThisUpdate().getDate().toInstant(),
                        next.getDate().toInstant());
        return life.compareTo(YEAR) > 0
                ? Optional.of("it is good for %d days".formatted(life.toDays()))
                : Optional.empty();
    }
}
