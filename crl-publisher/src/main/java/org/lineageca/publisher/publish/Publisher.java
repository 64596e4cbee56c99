package org.lineageca.publisher.publish;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.Verdict;

/**
 * Brings what is published up to what the database offers, a round at a time. Rounds are the work
 * of one thread; others may ask it to roll back in between.
 */
public final class Publisher {

    private static final String SOURCE = "The database";

    /** Within it a round ends, unless the database hangs or a CRL is very large. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Source source;
    private final SourceAge age = new SourceAge();
    private final Refusals refusals;
    private final InstantSource clock;
    private final Shelving shelving;
    private final PublishCertificates certificates;
    private final PublishCertsOnly certsOnly;
    private final PublishCrls crls;
    private final PublishLists lists;
    private final RollBack rollBack;

    /** Held during a round, and while something is rolled back. */
    private final ReentrantLock work = new ReentrantLock();

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
        this.rollBack = new RollBack(source, shelving.shelf(), shelving.kept(), clock);
    }

    /**
     * One round.
     *
     * @throws SourceUnavailableException when the database did not answer; the targets have been
     *     served all the same
     */
    public void round() {
        work.lock();
        try {
            publish();
        } finally {
            work.unlock();
        }
    }

    private void publish() {
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
            // Not only once all of it is published: what is not must be seen.
            this.offer = offer;
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
        } finally {
            shelving.keepUp();
        }
    }

    /**
     * Asks the guard about the CRL before the one that is published.
     *
     * @param number of the one that is to be withdrawn
     * @throws SourceUnavailableException when the database did not answer
     * @throws BusyException when a round takes long
     */
    public RollBack.Finding examineRollBack(String label, String scope, BigInteger number)
            throws IOException {
        seize();
        try {
            var other = notThatNumber(label, scope, number);
            return other == null ? rollBack.examine(label, scope) : other;
        } finally {
            work.unlock();
        }
    }

    /**
     * Puts the CRL before the one that is published back in its place, if the guard lets it.
     *
     * @param number of the one that is to be withdrawn
     * @throws SourceUnavailableException when the database did not answer; nothing was changed
     * @throws BusyException when a round takes long; nothing was changed
     */
    public RollBack.Outcome rollBack(String label, String scope, BigInteger number)
            throws IOException {
        seize();
        try {
            var other = notThatNumber(label, scope, number);
            if (other != null) {
                return other;
            }
            return rollBack.of(label, scope);
        } finally {
            crls.rolledBack(PublishedCrl.place(label, scope));
            work.unlock();
        }
    }

    /** Whoever decided had another one before their eyes. */
    private RollBack.Outcome.@Nullable Refused notThatNumber(
            String label, String scope, BigInteger number) {
        var current = shelving.shelf().crl(PublishedCrl.place(label, scope));
        if (current == null || number.equals(current.list().number())) {
            return null;
        }
        return new RollBack.Outcome.Refused(
                RefusalReason.NUMBER_NOT_AS_RECORDED,
                "CRL number %s of %s/%s is published now, not %s."
                        .formatted(current.list().number(), label, scope, number));
    }

    private void seize() {
        try {
            if (!work.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
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
