package org.lineageca.ocsp.status;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineageca.ocsp.protocol.CertificateStatus;

/**
 * Where status comes from. Every method reads what is committed at the time of the call, or throws
 * {@link StatusUnavailableException}.
 */
public interface StatusSource {

    /** Every generation that has a CA certificate. */
    List<GenerationRow> generations();

    /** The statuses of those certificates that were issued; the others are absent. */
    Map<CertificateKey, CertificateStatus> statuses(Collection<CertificateKey> certificates);

    /** The latest change of all, if there ever was one. */
    Optional<Change> lastChange();

    /**
     * Changes in ascending order, beginning with the number given.
     *
     * @param limit how many at most
     */
    List<Change> changesFrom(long number, int limit);
}
