package org.lineageca.ca.renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a certificate should be replaced (RFC 9773 4.2): a client chooses a moment of this time by
 * chance, and replaces it at once where that lies in the past.
 *
 * @param end after the start
 */
public record SuggestedWindow(Instant start, Instant end) {

    /** What is to be revoked without a deadline of its own: the shorter limit of BR 4.9.1.1. */
    private static final Duration WITHOUT_DEADLINE = Duration.ofHours(24);

    private static final int SIXTHS = 6;

    /**
     * What two people decided about a certificate.
     *
     * @param since when the second of them approved
     * @param deadline until when it should be out of use; null where that was left open
     */
    public record Decided(Instant since, @Nullable Instant deadline) {}

    public SuggestedWindow {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException(
                    "a window that begins at %s ends later, not at %s".formatted(start, end));
        }
    }

    /**
     * Of a certificate.
     *
     * @param revokedAt null where it is not revoked for good
     * @param decided about lists that it is on
     */
    public static SuggestedWindow of(
            Instant notBefore,
            Instant notAfter,
            @Nullable Instant revokedAt,
            List<Decided> decided) {
        // It is too late for a choice.
        if (revokedAt != null) {
            return new SuggestedWindow(revokedAt.minusSeconds(1), revokedAt);
        }
        var window = usual(notBefore, notAfter);
        for (var one : decided) {
            window = window.within(one);
        }
        return window;
    }

    /** From two thirds of its life to five sixths: the rest is for those who have to try again. */
    private static SuggestedWindow usual(Instant notBefore, Instant notAfter) {
        var sixth = Duration.between(notBefore, notAfter.plusSeconds(1)).dividedBy(SIXTHS);
        return new SuggestedWindow(
                notBefore.plus(sixth.multipliedBy(4)), notBefore.plus(sixth.multipliedBy(5)));
    }

    private SuggestedWindow within(Decided decided) {
        var deadline = decided.deadline();
        var from = earlier(start, decided.since());
        var to = earlier(end, deadline == null ? decided.since().plus(WITHOUT_DEADLINE) : deadline);
        return new SuggestedWindow(from, to.isAfter(from) ? to : from.plusSeconds(1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
