package org.lineageca.ocsp.status;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.octets.Octets;

/**
 * Where status comes from. Every method reads what is there at the time of the call, or throws
 * {@link StatusUnavailableException}.
 */
public interface StatusSource {

    /**
     * How old what is read from now on is at most. A source that cannot tell, such as a copy that
     * is not complete yet, throws.
     */
    Origin origin();

    /**
     * What can be claimed of a generation's statuses that are read from now on. While it does not
     * hold, nothing new is answered for that generation.
     */
    Period period(int generation);

    /** Every generation that has a CA certificate. */
    List<GenerationRow> generations();

    /** The statuses of those certificates that were issued; the others are absent. */
    Map<CertificateKey, CertificateStatus> statuses(Collection<CertificateKey> certificates);

    /**
     * Serial numbers of a generation's certificates that have not expired, in ascending order of
     * their octets.
     *
     * @param after the last one of the page before; empty octets for the first page
     * @param limit how many at most
     */
    List<Octets> serials(int generation, Octets after, int limit);

    /** The latest change of all, if there ever was one. */
    Optional<Change> lastChange();

    /**
     * Changes in ascending order, beginning with the number given.
     *
     * @param limit how many at most
     */
    List<Change> changesFrom(long number, int limit);
}
