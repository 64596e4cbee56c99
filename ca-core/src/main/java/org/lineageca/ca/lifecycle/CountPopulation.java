package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.population.Population;

/** Tells how many certificates there are, and keeps the sums short from which that is told. */
public final class CountPopulation {

    private final PopulationLedger ledger;
    private final InstantSource clock;

    public CountPopulation(PopulationLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Exact as of the moment it says. */
    public Population report(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.count(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** How many changes were summed up. */
    public long fold() {
        return ledger.fold(clock.instant());
    }
}
