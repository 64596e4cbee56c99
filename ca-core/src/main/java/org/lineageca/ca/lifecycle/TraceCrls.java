package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.forecast.PublishedCrl;
import org.lineageca.ca.x509.GenerationId;

/** How large the CRLs of a scope were. */
public final class TraceCrls {

    /** As far back as forecasts look. */
    private static final Duration WINDOW = Duration.ofDays(90);

    private final LineageLedger ledger;
    private final InstantSource clock;

    public TraceCrls(LineageLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The last of each day, ascending.
     *
     * @param place as in {@link CrlLedger.Standing}
     */
    public List<PublishedCrl> history(Actor actor, GenerationId generation, String place) {
        actor.require(Permission.VIEW);
        var from = LocalDate.ofInstant(clock.instant().minus(WINDOW), ZoneOffset.UTC);
        return ledger.published(generation, place, from);
    }
}
