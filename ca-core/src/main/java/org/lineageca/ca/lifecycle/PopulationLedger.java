package org.lineageca.ca.lifecycle;

import java.time.Instant;
import org.lineageca.ca.population.Population;

/** Where certificates are counted. */
public interface PopulationLedger {

    /** Everything committed at the moment, in one view of the database. */
    Population count(Instant now);

    /**
     * Sums up what was counted since the last time, which changes no number.
     *
     * @return how many changes were summed up
     */
    long fold(Instant now);
}
