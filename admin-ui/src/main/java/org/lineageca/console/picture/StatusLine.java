package org.lineageca.console.picture;

import java.time.Instant;
import java.util.List;
import org.lineageca.console.language.Texts;

/**
 * A certificate's life as a picture shows it.
 *
 * @param spans its standing from notBefore to notAfter, one after the other without gaps
 * @param moments what happened, in that order
 */
public record StatusLine(List<Span> spans, List<Moment> moments) {

    private static final Texts TEXTS = Texts.of(StatusLine.class);

    /** What it counts as. */
    public enum Standing {
        GOOD,
        HELD,
        REVOKED;

        String word() {
            return switch (this) {
                case GOOD -> TEXTS.say("good");
                case HELD -> TEXTS.say("is-on-hold");
                case REVOKED -> TEXTS.say("is-revoked");
            };
        }

        String style() {
            return switch (this) {
                case GOOD -> "status-good";
                case HELD -> "status-hold";
                case REVOKED -> "status-revoked";
            };
        }
    }

    /** A stretch of time. */
    public record Span(Standing standing, Instant from, Instant until) {}

    /**
     * Something that happened, or will.
     *
     * @param who empty where nobody did it
     * @param note more about it; may be empty
     */
    public record Moment(Instant at, String what, String who, String note) {}

    public StatusLine {
        spans = List.copyOf(spans);
        moments = List.copyOf(moments);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("a certificate is valid for some time");
        }
    }
}
