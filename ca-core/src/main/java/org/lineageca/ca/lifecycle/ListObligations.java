package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** What generations owe. */
public final class ListObligations {

    private final AuthorityStore authorities;
    private final ObligationLedger ledger;

    public ListObligations(AuthorityStore authorities, ObligationLedger ledger) {
        this.authorities = authorities;
        this.ledger = ledger;
    }

    /** Of all generations, in the order they were created. */
    public List<Obligations> all(Actor actor) {
        actor.require(Permission.VIEW);
        return authorities.generations().stream().map(ledger::of).toList();
    }

    /** Of the generation with this label. */
    public Obligations of(Actor actor, String label) {
        actor.require(Permission.VIEW);
        return authorities.generations().stream()
                .filter(generation -> generation.identity().id().label().equals(label))
                .findFirst()
                .map(ledger::of)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no generation '"
                                        + label
                                        + "'. GET /generations lists them."));
    }
}
