package org.lineageca.ca.lint.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** A certificate for TLS servers lives no longer than its date of issue allows. */
final class PublicValidity implements Lint<CertificateFields> {

    private record Limit(Instant from, int days) {
        static Limit of(String date, int days) {
            return new Limit(Instant.parse(date + "T00:00:00Z"), days);
        }
    }

    /** The latest first. */
    private static final List<Limit> LIMITS =
            List.of(
                    Limit.of("2029-03-15", 47),
                    Limit.of("2027-03-15", 100),
                    Limit.of("2026-03-15", 200),
                    Limit.of("2020-09-01", 398),
                    Limit.of("2018-03-01", 825));

    @Override
    public String source() {
        return "BR 6.3.2";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (!subject.isServer()) {
            return Optional.empty();
        }
        var from = subject.notBefore().instant();
        var days =
                LIMITS.stream()
                        .filter(limit -> !from.isBefore(limit.from()))
                        .map(Limit::days)
                        .findFirst()
                        .orElse(Integer.MAX_VALUE);
        // notAfter is part of the validity.
        var life = Duration.between(from, subject.notAfter().instant()).plusSeconds(1);
        return life.compareTo(Duration.ofDays(days)) > 0
                ? Optional.of(
                        "it is valid for %d days and some; issued at that date %d are allowed"
                                .formatted(life.toDays(), days))
                : Optional.empty();
    }
}
