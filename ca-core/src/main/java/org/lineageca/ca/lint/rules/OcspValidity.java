package org.lineageca.ca.lint.rules;

import java.time.Duration;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** An answer is good for 8 hours to 10 days. */
final class OcspValidity implements Lint<OcspFields> {

    private static final Duration SHORTEST = Duration.ofHours(8);
    private static final Duration LONGEST = Duration.ofDays(10);

    @Override
    public String source() {
        return "BR 4.9.10";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.singles()
                .flatMap(single ->
                        Optional.ofNullable(single.nextUpdate())
                                .map(next -> Duration.between(single.thisUpdate(), next))
                                .stream())
                .filter(life -> life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0)
                .findFirst()
                .map("it is good for %s"::formatted);
    }
}
