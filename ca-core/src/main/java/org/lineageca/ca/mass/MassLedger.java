package org.lineageca.ca.mass;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.revocation.ListedCertificate;

/**
 * What is on record of lists and of what became of them. Each method is one transaction, its audit
 * event included.
 */
public interface MassLedger {

    /** Newest first. */
    List<BatchStore.Batch> newest(int limit);

    /** Of a list, by generation, profile, and what certificates are revoked for already. */
    List<Outlook.Share> shares(long batch);

    /** Of the last lists that were revoked; {@link Outlook.Pace#ASSUMED} where there is none. */
    Outlook.Pace pace();

    /** Has a batch wait. Asked again, nothing changes. */
    void pause(long batch, Instant at, Actor actor);

    /** Has it go on. Asked again, nothing changes. */
    void resume(long batch, Instant at, Actor actor);

    /**
     * What became of each on a list, in its order.
     *
     * @param after null for the beginning
     */
    List<Result> results(BatchStore.Batch batch, @Nullable ListedCertificate after, int limit);

    /**
     * Keeps the evidence of a drill; if there is some of that act, it stays.
     *
     * @return what is kept
     */
    DrillEvidence keep(long act, DrillEvidence evidence, Instant at, Actor actor);

    /** The evidence of the newest drill with a list. */
    Optional<DrillEvidence> evidence(long batch);
}
