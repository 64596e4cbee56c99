package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Where lists of certificates to be revoked are kept. Each method is one transaction. */
public interface BatchStore {

    /**
     * How a batch stands.
     *
     * @param isSealed whether nothing can be added any more
     * @param certificates how many are on its list
     * @param done how many of them have had their turn
     * @param revoked how many of those were not revoked before; of a drill, would have been
     */
    record Batch(
            long id,
            String openedBy,
            boolean isSealed,
            int certificates,
            int done,
            int revoked,
            Course course) {

        /** Whether its selection has not looked at all certificates yet. */
        public boolean isFilling() {
            return course.selection() != null && course.filledAt() == null;
        }

        public boolean isDrill() {
            return course.isDrill();
        }
    }

    /**
     * The way of a batch.
     *
     * @param selection what fills it, as it is kept; null where certificates are named one by one
     * @param filledAt when it was filled; null while it is, or where they are named
     * @param isDrill whether its act revokes nothing
     * @param act the newest that was proposed; null before
     * @param pause null while it may go on
     * @param worked how long its steps took together
     */
    record Course(
            @Nullable String selection,
            @Nullable Instant filledAt,
            boolean isDrill,
            @Nullable Long act,
            @Nullable Pause pause,
            Duration worked) {}

    /** Who has it wait, and since when. */
    record Pause(String by, Instant since) {}

    /**
     * A certificate that may be meant.
     *
     * @param sha256 fingerprint; null where the signature never arrived
     * @param isFinal whether it is revoked for good
     */
    record Candidate(ListedCertificate certificate, @Nullable Octets sha256, boolean isFinal) {}

    /** A list that stays as it is, and its {@link org.lineageca.ca.revocation.ListDigest}. */
    record SealedList(int certificates, Octets sha256) {

        /** What to say where it is not the one that two people approved; empty where it is. */
        Optional<Performed> differing(long batch, int approved, Octets approvedSha256) {
            return certificates == approved && sha256.equals(approvedSha256)
                    ? Optional.empty()
                    : Optional.of(
                            new Performed.Waits(
                                    "The list of batch %d is not the one that was approved: it has %d certificates and the SHA-256 %s. Nothing more is done; withdraw this act and look into the database."
                                            .formatted(batch, certificates, sha256.toHex())));
        }
    }

    /** What one step brought. */
    sealed interface Step {

        /** So far. */
        record Went(Batch batch) implements Step {}

        /** The whole list has had its turn. */
        record Over(Batch batch) implements Step {}

        /** The act is not approved any more; nothing was done. */
        record Ended() implements Step {}

        /** Somebody has it wait; nothing was done. */
        record Paused(Batch batch, Pause pause) implements Step {}
    }

    long open(Instant at, Actor actor);

    Optional<Batch> find(long id);

    /** The certificates of a generation that have these serial numbers or fingerprints. */
    List<Candidate> candidates(
            GenerationId generation, Collection<Octets> serials, Collection<Octets> sha256);

    /**
     * Puts certificates on the list that are not on it yet.
     *
     * @throws IllegalStateException if it is sealed
     */
    void add(long id, Collection<ListedCertificate> certificates);

    /**
     * Closes the list, if it is not closed yet.
     *
     * @param isDrill whether it is closed for a drill; of no account later
     */
    SealedList seal(long id, Instant at, boolean isDrill);

    /** Whether a certificate is on the list that has one of these for its profile. */
    boolean names(long id, Collection<String> profiles);

    /** Remembers for what act it was closed. */
    void proposed(long id, DecidedAct.Proposed act);

    /** The first of the list, in no particular order. */
    List<ListedCertificate> first(long id, int limit);

    /**
     * Revokes the next of the list, some thousand, with an audit event, and remembers how far it
     * came. Of a drill, it looks which would be revoked, and remembers that.
     */
    Step revokeNext(DecidedAct.Approved act, Act.RevokeCertificates what, Instant at, Actor actor);
}
