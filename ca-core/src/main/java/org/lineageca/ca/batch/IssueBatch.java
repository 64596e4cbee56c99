package org.lineageca.ca.batch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Requests under one profile that are answered together. */
public sealed interface IssueBatch {

    Facts facts();

    Progress progress();

    /** Who brought it into its state, and when. */
    Move move();

    /** As it is on record. */
    default String state() {
        return getClass().getSimpleName();
    }

    /** Whether it was started and may come further. */
    default boolean isUnderWay() {
        return switch (this) {
            case Running _, Paused _ -> true;
            case Open _, Cancelled _, Over _ -> false;
        };
    }

    /**
     * What does not depend on how it goes.
     *
     * @param requests how many are on it
     */
    record Facts(long id, String profile, String openedBy, Instant openedAt, int requests) {}

    /**
     * How far it has come.
     *
     * @param done all requests up to this position have a certificate on record or were refused
     * @param refused how many of those were refused
     * @param worked how long somebody worked on it, pauses left out
     * @param problem what kept it from going on when it was last tried; null where nothing did
     */
    record Progress(int done, int refused, Duration worked, @Nullable String problem) {

        /** How many certificates came of it. */
        public int issued() {
            return done - refused;
        }
    }

    record Move(String by, Instant at) {}

    /** Takes requests; none is answered yet. */
    record Open(Facts facts, Progress progress, Move move) implements IssueBatch {

        public Running started(Move by) {
            return new Running(facts, progress, by);
        }

        public Cancelled cancelled(Move by) {
            return new Cancelled(facts, progress, by);
        }
    }

    /** Goes on by itself. */
    record Running(Facts facts, Progress progress, Move move) implements IssueBatch {

        public Paused paused(Move by) {
            return new Paused(facts, progress, by);
        }

        public Cancelled cancelled(Move by) {
            return new Cancelled(facts, progress, by);
        }

        public Over over(Move by) {
            return new Over(facts, progress, by);
        }
    }

    /** Waits until somebody resumes it. */
    record Paused(Facts facts, Progress progress, Move move) implements IssueBatch {

        public Running resumed(Move by) {
            return new Running(facts, progress, by);
        }

        public Cancelled cancelled(Move by) {
            return new Cancelled(facts, progress, by);
        }
    }

    /** Requests that were not begun have no certificate, and will have none. */
    record Cancelled(Facts facts, Progress progress, Move move) implements IssueBatch {}

    /** Every request has had its turn. */
    record Over(Facts facts, Progress progress, Move move) implements IssueBatch {}
}
