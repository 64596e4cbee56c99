package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.PublisherOrders.Finding;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;

/**
 * Takes a published CRL back and has the one before it served again. What can be is decided by the
 * publisher's guard, which knows what it handed out: never where that would take back a revocation.
 */
public final class RollBackCrl {

    /** How many characters the reason may have. */
    public static final int LONGEST_REASON = 200;

    private final AuthorityStore authorities;
    private final PublisherOrders publishers;
    private final RollBackRecords records;
    private final InstantSource clock;

    public RollBackCrl(
            AuthorityStore authorities,
            PublisherOrders publishers,
            RollBackRecords records,
            InstantSource clock) {
        this.authorities = authorities;
        this.publishers = publishers;
        this.records = records;
        this.clock = clock;
    }

    /** Whether it could be, and to which CRL. */
    public Finding examine(Actor actor, Published crl) {
        actor.require(Permission.ISSUE_CRL);
        requireKnown(crl);
        return publishers.examine(crl);
    }

    /**
     * Has it done. The order is on record before it is given.
     *
     * @param because why, in plain words, for the audit trail
     * @throws RefusedException before anything has changed
     * @throws PublisherSilentException if whether it was done is not known
     */
    public Outcome rollBack(Actor actor, Published crl, String because) {
        actor.require(Permission.ISSUE_CRL);
        var why = because.strip();
        if (why.isEmpty()
                || why.length() > LONGEST_REASON
                || why.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The reason for a roll-back is one line of 1 to %d characters. Nothing was rolled back. Say what is wrong with the CRL."
                            .formatted(LONGEST_REASON));
        }
        requireKnown(crl);
        records.ordered(crl, why, clock.instant(), actor);
        var outcome = publishers.rollBack(crl);
        records.answered(crl, outcome, clock.instant(), actor);
        return outcome;
    }

    private void requireKnown(Published crl) {
        if (authorities.find(crl.generation()).isEmpty()) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "There is no generation " + crl.generation() + ". Nothing was rolled back.");
        }
    }
}
