package org.lineageca.publisher.guard;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Knows when certificates end, for those that a CRL names no more. */
public interface ExpiredSerials {

    /**
     * Those of the serials whose certificates had expired before an instant.
     *
     * @param serials content octets of the INTEGERs
     */
    Set<Octets> before(Instant instant, List<Octets> serials);
}
