package org.lineageca.console.picture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CA certificate as a timeline shows it.
 *
 * @param name of the authority
 * @param generation its label
 * @param state of the generation
 * @param kind which of the generation's certificates it is
 * @param issuing when the generation issued; told at one of its bars only
 * @param answersUntil the latest notAfter of what the generation issued, told at the same bar; null
 *     if it never issued
 * @param lastSafeIssue until when the generation can issue each of its profiles, told at the same
 *     bar; null where it does not issue
 */
public record LifeBar(
        String name,
        String generation,
        String state,
        Kind kind,
        Instant notBefore,
        Instant notAfter,
        List<Span> issuing,
        @Nullable Instant answersUntil,
        @Nullable Instant lastSafeIssue) {

    /** Which certificate over the generation's key. */
    public enum Kind {
        FIRST,
        RENEWED,
        CROSS
    }

    /**
     * A stretch of time.
     *
     * @param until null while it lasts
     */
    public record Span(Instant from, @Nullable Instant until) {}

    public LifeBar {
        issuing = List.copyOf(issuing);
    }
}
