package org.lineageca.publisher.guard;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Knows why a CRL may name a serial no more. Serials are the content octets of the INTEGERs. */
public interface SerialRecords {

    /** Excuses none. */
    SerialRecords NONE =
            new SerialRecords() {
                @Override
                public Set<Octets> expired(Instant before, List<Octets> serials) {
                    return Set.of();
                }

                @Override
                public Set<Octets> released(List<Octets> serials) {
                    return Set.of();
                }
            };

    /** Those whose certificates had expired before an instant. */
    Set<Octets> expired(Instant before, List<Octets> serials);

    /** Those that were on hold and are not revoked any more. */
    Set<Octets> released(List<Octets> serials);
}
