package org.lineageca.ca.exchange.courier;

import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/** Looks at packages that were sent or taken, and hands one out to be carried again. */
public final class ListPackages {

    private final ExchangeLedger ledger;

    public ListPackages(ExchangeLedger ledger) {
        this.ledger = ledger;
    }

    /** Newest first. */
    public List<KeptPackage> newest(Actor actor, int limit) {
        actor.require(Permission.VIEW);
        return ledger.packages(limit);
    }

    /**
     * One that was sent or taken, also where its partner was removed since.
     *
     * @param manifestSha256 names it
     */
    public ExchangeLedger.CarriedPackage find(Actor actor, Octets manifestSha256) {
        actor.require(Permission.VIEW);
        return ledger.find(manifestSha256)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "No package whose manifest has the SHA-256 "
                                        + manifestSha256.toHex()
                                        + " was sent or taken here. Nothing was done."));
    }

    /** The octets of one, as it was carried. */
    public Octets fetch(
            Actor actor, String partner, KeptPackage.Direction direction, long sequence) {
        actor.require(Permission.VIEW);
        return ledger.octets(PinnedPartners.find(ledger, partner), direction, sequence)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no package %d that was %s '%s'. Nothing was done."
                                        .formatted(
                                                sequence,
                                                direction == KeptPackage.Direction.SENT
                                                        ? "sent to"
                                                        : "taken from",
                                                partner)));
    }
}
