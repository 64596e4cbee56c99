package org.lineageca.publisher.publish;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.guard.Policy;

/**
 * Brings what is published up to what the database offers, a round at a time. Used by one thread.
 */
public final class Publisher {

    private final Source source;
    private final InstantSource clock;
    private final Shelving shelving;
    private final PublishCertificates certificates;
    private final PublishCertsOnly certsOnly;
    private final PublishCrls crls;
    private volatile @Nullable Instant lastRead;

    public Publisher(
            Source source,
            Shelf shelf,
            List<Delivery> deliveries,
            Refusals refusals,
            Policy policy,
            InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.shelving = new Shelving(shelf, List.copyOf(deliveries));
        this.certificates = new PublishCertificates(shelving, refusals, policy);
        this.certsOnly = new PublishCertsOnly(shelving, refusals, policy);
        this.crls = new PublishCrls(source, shelving, refusals, policy);
    }

    /**
     * One round.
     *
     * @throws SourceUnavailableException when the database did not answer; the targets have been
     *     served all the same
     */
    public void round() {
        try {
            var offer = source.read();
            var now = clock.instant();
            // Certificates first: a CRL is compared with the key identifier in its issuer's.
            for (var generation : offer.generations()) {
                certificates.consider(generation, offer, now);
                certsOnly.consider(generation, offer, now);
            }
            for (var generation : offer.generations()) {
                generation.crls().forEach(crl -> crls.consider(generation, crl, offer, now));
            }
            lastRead = now;
        } finally {
            shelving.keepUp();
        }
    }

    /** When the database last answered in full; null before it has. */
    public @Nullable Instant lastRead() {
        return lastRead;
    }
}
