package org.lineageca.console.picture;

import java.time.Instant;
import java.util.List;

/**
 * A certificate's life as a picture shows it.
 *
 * @param spans its standing from notBefore to notAfter, one after the other without gaps
 * @param moments what happened, in that order
 */
public record StatusLine(List<Span> spans, List<Moment> moments) {

    /** What it counts as. */
    public enum Standing {
        GOOD("good"),
        HELD("on hold"),
        REVOKED("revoked");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        String style() {
            return "status-" + word.replace("on ", "");
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
