package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;

/**
 * Where acts are kept from their proposal to their end. Each method is one transaction, its audit
 * events included.
 */
public interface ActStore {

    DecidedAct.Proposed propose(Plan plan, Instant at, Actor actor);

    /** Newest first. */
    List<DecidedAct> newest(int limit);

    /** Proposed and approved ones, in the order they were proposed. */
    List<DecidedAct> open();

    Optional<DecidedAct> find(long id);

    /**
     * Records a change of state.
     *
     * @throws IllegalStateException if it is not in {@code from} any more
     */
    void moved(DecidedAct from, DecidedAct to, Instant at, Actor actor);

    /**
     * Ends an act that nobody is carrying out.
     *
     * @param objection asked while nobody can begin to; what it throws leaves the act as it is
     * @return false if a node has it in hand; then nothing has changed
     * @throws IllegalStateException if it is not in {@code from} any more
     */
    boolean withdrawn(DecidedAct from, DecidedAct.Withdrawn to, Runnable objection, Actor actor);

    /**
     * Takes an approved act in hand, so that no other node carries it out at the same time.
     *
     * @param lease after which another may take it, if this one has died
     * @return false if another has it
     */
    boolean claim(DecidedAct.Approved act, Instant now, Duration lease);

    /** Records why it could not be finished and lets it go. */
    void waits(DecidedAct.Approved act, String reason);
}
