package org.lineageca.ca.lifecycle;

import java.time.Instant;
import org.lineageca.ca.x509.GenerationId;

/** What the programs that hand CRLs to relying parties can be told to do (docs/adr/0032). */
public interface PublisherOrders {

    /**
     * A CRL as it is published.
     *
     * @param publisher what the installation calls it
     * @param place as in {@link CrlLedger.Standing}
     */
    record Published(String publisher, GenerationId generation, String place, long number) {}

    /** What the publisher's guard says of going back to the CRL before. */
    sealed interface Finding {

        /**
         * It may.
         *
         * @param entries in the earlier one
         */
        record Possible(long to, long entries, Instant thisUpdate, Instant nextUpdate)
                implements Finding {}
    }

    /** What came of an order. */
    sealed interface Outcome {

        record RolledBack(long from, long to) implements Outcome {}

        /**
         * Nothing was changed.
         *
         * @param reason the guard's word for it, or {@code FAILED}
         * @param why in a sentence or two
         */
        record Refused(String reason, String why) implements Outcome, Finding {}
    }

    /**
     * Asks, and changes nothing.
     *
     * @throws PublisherSilentException if no answer came that is the publisher's
     */
    Finding examine(Published crl);

    /**
     * Has the published CRL withdrawn and the one before it published again.
     *
     * @throws PublisherSilentException if no answer came that is the publisher's: whether it was
     *     done is not known
     */
    Outcome rollBack(Published crl);
}
