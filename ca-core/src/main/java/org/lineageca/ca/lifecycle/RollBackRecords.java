package org.lineageca.ca.lifecycle;

import java.time.Instant;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;

/** Where it is recorded that a publisher was told to roll a CRL back, and what came of it. */
public interface RollBackRecords {

    /**
     * Recorded for good on return.
     *
     * @param because why, in the words of whoever ordered it
     */
    void ordered(Published crl, String because, Instant at, Actor actor);

    void answered(Published crl, Outcome outcome, Instant at, Actor actor);
}
