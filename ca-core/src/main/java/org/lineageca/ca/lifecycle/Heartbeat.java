package org.lineageca.ca.lifecycle;

import java.time.Instant;

/** Leaves the time in the database, so that a copy of it shows how old it is. */
public interface Heartbeat {

    /**
     * Commits the time.
     *
     * @throws RuntimeException if that cannot be done now
     */
    void beat(Instant now);
}
