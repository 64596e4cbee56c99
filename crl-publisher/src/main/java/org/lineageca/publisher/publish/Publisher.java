package org.lineageca.publisher.publish;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.Verdict;

/**
 * Brings what is published up to what the database offers, a round at a time. Used by one thread.
 */
public final class Publisher {

    private static final String SOURCE = "The database";

    private final Source source;
    private final SourceAge age = new SourceAge();
    private final Refusals refusals;
    private final InstantSource clock;
    private final Shelving shelving;
    private final PublishCertificates certificates;
    private final PublishCertsOnly certsOnly;
    private final PublishCrls crls;
    private final PublishLists lists;
    private volatile @Nullable Instant lastRead;
    private volatile @Nullable Offer offer;

    public Publisher(
            Source source,
            Shelving shelving,
            Refusals refusals,
            Policy policy,
            InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.shelving = shelving;
        this.refusals = refusals;
        this.certificates = new PublishCertificates(shelving, refusals, policy);
        this.certsOnly = new PublishCertsOnly(shelving, refusals, policy);
        this.crls = new PublishCrls(source, shelving, refusals, policy);
        this.lists = new PublishLists(shelving);
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
            lastRead = now;
            var stale = age.stale(offer.origin(), now);
            if (stale.isPresent()) {
                refusals.add(SOURCE, SOURCE, SOURCE, stale(stale.get()), now);
                return;
            }
            refusals.settle(SOURCE);
            // Certificates first: a CRL is compared with the key identifier in its issuer's.
            for (var generation : offer.generations()) {
                certificates.consider(generation, offer, now);
                certsOnly.consider(generation, offer, now);
            }
            for (var generation : offer.generations()) {
                generation.crls().forEach(crl -> crls.consider(generation, crl, offer, now));
            }
            lookForForgotten(offer, now);
            lists.consider(offer, now);
            this.offer = offer;
        } finally {
            shelving.keepUp();
        }
    }

    /** A database that does not know what is published is not the one it came from. */
    private void lookForForgotten(Offer offer, Instant now) {
        for (var crl : shelving.shelf().crls()) {
            if (!offer.hasCrl(crl.label(), crl.scope())) {
                refusals.add(
                        crl.place(),
                        SOURCE,
                        crl.place(),
                        stale(
                                "It has no CRL of %s, of which number %s is published."
                                        .formatted(crl.place(), crl.list().number())),
                        now);
            }
        }
    }

    private static Verdict.Refuse<CertList> stale(String why) {
        return new Verdict.Refuse<>(RefusalReason.SOURCE_STALE, why);
    }

    /** When the database last answered in full; null before it has. */
    public @Nullable Instant lastRead() {
        return lastRead;
    }

    /** What the database offered last; null before it has. */
    public @Nullable Offer offer() {
        return offer;
    }
}
