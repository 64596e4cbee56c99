package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;

/** Brings out CRLs that a ceremony signed ahead, each when its time has come. */
public final class ReleaseSealedCrls {

    private final CrlLedger ledger;
    private final InstantSource clock;

    public ReleaseSealedCrls(CrlLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    public List<CrlLedger.Released> releaseDue(Actor actor) {
        actor.require(Permission.ISSUE_CRL);
        return ledger.release(clock.instant(), actor);
    }
}
