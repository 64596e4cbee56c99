package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.octets.Octets;

/** How far the re-issue of lists has come. Each method is one transaction. */
public interface ReissueStore {

    /**
     * How the re-issue of a list stands.
     *
     * @param act the newest that was proposed for it
     * @param certificates how many are on the list
     * @param done how many of them have had their turn
     * @param reissued how many of those have a successor, signed or promised
     * @param pause null while it may go on
     * @param worked how long its steps took together
     */
    record Course(
            long batch,
            long act,
            int certificates,
            int done,
            int reissued,
            BatchStore.@Nullable Pause pause,
            Duration worked) {}

    /** What became of one on the list. */
    sealed interface Fate {

        /** Another took its place, or is promised to. */
        record Successor(ListedCertificate certificate) implements Fate {}

        /**
         * None did.
         *
         * @param why the rule that refused it; null where the obstacle says all
         */
        record Hindered(Obstacle obstacle, @Nullable String why) implements Fate {}
    }

    /** One on the list whose turn it is. */
    sealed interface Listed {

        ListedCertificate certificate();

        /**
         * What is on record does not stand against it.
         *
         * @param der of the certificate
         */
        record Open(ListedCertificate certificate, String profile, Octets der) implements Listed {}

        /** It is known what becomes of it; where it has a successor, this list brought it about. */
        record Settled(ListedCertificate certificate, Fate fate) implements Listed {}
    }

    /** What there is to do next. */
    sealed interface Step {

        /**
         * These have their turn.
         *
         * @param begun by the clock of the database
         */
        record Turn(Course course, List<Listed> listed, Instant begun) implements Step {
            public Turn {
                listed = List.copyOf(listed);
            }
        }

        /** The whole list has had its turn. */
        record Over(Course course) implements Step {}

        /** The act is not approved any more. */
        record Ended() implements Step {}

        /** Somebody has it wait. */
        record Paused(Course course, BatchStore.Pause pause) implements Step {}
    }

    /** Remembers for what act a list is re-issued. Asked again, nothing changes. */
    void begin(long batch, long act);

    /** Empty where no re-issue was proposed. */
    Optional<Course> find(long batch);

    /**
     * The next of a list, behind those that have had their turn.
     *
     * @param sameKey the profiles whose certificates are made anew with the same key
     * @param at what expires before has expired
     */
    Step next(DecidedAct.Approved act, long batch, Set<String> sameKey, int limit, Instant at);

    /** The first of a list, as {@link #next} would have them. */
    List<Listed> first(long batch, Set<String> sameKey, int limit, Instant at);

    /**
     * Remembers what became of a turn, with an audit event, and that it is over; nothing, if
     * another node did so before.
     *
     * @param settled all of the turn, in its order
     */
    void took(
            DecidedAct.Approved act,
            Step.Turn turn,
            List<Listed.Settled> settled,
            Instant at,
            Actor actor);
}
