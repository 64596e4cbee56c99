package org.lineageca.publisher.publish;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.SerialRecords;

/** Where signed CRLs and CA certificates come from. */
public interface Source {

    /**
     * What is there now: everything but the CRLs themselves.
     *
     * @throws SourceUnavailableException when it cannot be asked
     */
    Offer read();

    /**
     * One signed CRL.
     *
     * @throws SourceUnavailableException when it cannot be asked
     * @throws UnreadableCrlException when it answers, but does not give this one as its row says
     */
    Octets crl(OfferedGeneration generation, OfferedCrl crl);

    /**
     * Those of the serials whose certificates expired before an instant.
     *
     * @throws SourceUnavailableException when it cannot be asked
     * @throws UnreadableCrlException when it answers, but not to this
     */
    Set<Octets> expired(OfferedGeneration generation, Instant before, List<Octets> serials);

    /**
     * Those of the serials that were on hold and are not revoked any more.
     *
     * @throws SourceUnavailableException when it cannot be asked
     * @throws UnreadableCrlException when it answers, but not to this
     */
    Set<Octets> released(OfferedGeneration generation, List<Octets> serials);

    /** The same two for the guard. */
    default SerialRecords records(OfferedGeneration generation) {
        var source = this;
        return new SerialRecords() {
            @Override
            public Set<Octets> expired(Instant before, List<Octets> serials) {
                return source.expired(generation, before, serials);
            }

            @Override
            public Set<Octets> released(List<Octets> serials) {
                return source.released(generation, serials);
            }
        };
    }
}
