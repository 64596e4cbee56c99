package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** Decides how large a lineage's CRL should become at most. It changes what is proposed, only. */
public final class SetCrlBudget {

    private final LineageLedger ledger;
    private final InstantSource clock;

    public SetCrlBudget(LineageLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Sets it, in place of the one before.
     *
     * @param entries null for no limit
     * @param bytes null for no limit
     */
    public CrlBudget set(Actor actor, String role, @Nullable Long entries, @Nullable Long bytes) {
        actor.require(Permission.ISSUE_CRL);
        var budget = budget(entries, bytes);
        if (!ledger.setBudget(role, budget, clock.instant(), actor)) {
            throw ForecastCrls.noSuchLineage(role, " No budget was set.");
        }
        return budget;
    }

    private static CrlBudget budget(@Nullable Long entries, @Nullable Long bytes) {
        try {
            return new CrlBudget(entries, bytes);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Not a CRL budget: "
                            + e.getMessage()
                            + ". Nothing was changed. Use numbers above zero, or none for no limit.",
                    e);
        }
    }
}
