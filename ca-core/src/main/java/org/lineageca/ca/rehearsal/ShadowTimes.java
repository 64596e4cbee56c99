package org.lineageca.ca.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When everything in a shadow hierarchy happened: in the order of a real one, so that a verifier
 * that prefers the newest is seen to do so.
 *
 * @param now whole seconds
 */
record ShadowTimes(Instant now, RehearsalPlan plan) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration CRL_LIFETIME = Duration.ofDays(7);
    private static final Duration LONGEST_LEAF = Duration.ofDays(90);

    /** First and last second of a validity. */
    record Span(Instant from, Instant to) {}

    ShadowTimes {
        now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    Span root() {
        var from = oldIssuing().from().minus(HOUR);
        return span(from, plan.root().validity());
    }

    /** Half of it is over. */
    private Span oldIssuing() {
        return span(now.minus(plan.issuing().validity().dividedBy(2)), plan.issuing().validity());
    }

    Span issuing(Side side) {
        var own =
                switch (side) {
                    case OLD -> oldIssuing();
                    case NEW -> span(now.minus(HOUR), plan.issuing().validity());
                };
        return new Span(own.from(), earlier(own.to(), root().to()));
    }

    /** Those of the old generation are from before the change. */
    Span leaf(Side side) {
        var quarter = plan.issuing().validity().dividedBy(4);
        var validity = quarter.compareTo(LONGEST_LEAF) < 0 ? quarter : LONGEST_LEAF;
        var from =
                switch (side) {
                    case OLD -> now.minus(HOUR.multipliedBy(2));
                    case NEW -> now.minus(HOUR.dividedBy(2));
                };
        return new Span(from, earlier(span(from, validity).to(), issuing(side).to()));
    }

    Instant revocation() {
        return now.minus(HOUR.dividedBy(3));
    }

    /** The same for all, so that none is preferred for its age. */
    Instant thisUpdate() {
        return now.minus(HOUR.dividedBy(6));
    }

    Instant nextUpdate() {
        return thisUpdate().plus(CRL_LIFETIME);
    }

    private static Span span(Instant from, Duration validity) {
        var start = from.truncatedTo(ChronoUnit.SECONDS);
        return new Span(
                start, start.plus(validity.truncatedTo(ChronoUnit.SECONDS)).minusSeconds(1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
