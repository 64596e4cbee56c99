package org.lineageca.ca.lifecycle;

import java.time.Duration;
import org.lineageca.octets.Octets;

/** What relying parties can fetch. */
public interface PublishedCrls {

    /**
     * Waits until a URL serves this CRL, or one issued since.
     *
     * @throws NotPublishedException when it does not within {@code limit}
     */
    void await(String uri, Octets der, Duration limit);

    /** A CRL is signed but not to be had at its URL. */
    final class NotPublishedException extends RuntimeException {
        public NotPublishedException(String uri, String found) {
            super(
                    "The CRL is not served at "
                            + uri
                            + ": "
                            + found
                            + ". Nothing that names this URL was signed. Check the publisher (lineage status), then retry.");
        }
    }
}
