package org.lineageca.ca.mass;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.BatchDecision;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.revocation.RevocationReason;

/** The revocation of a list from its proposal to its result, and drills of it. */
public final class RevokeSelected {

    /** So many results are looked up at a time. */
    private static final int PAGE = 5_000;

    /** What is asked for. */
    public record Order(
            long batch,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            boolean isDrill) {}

    /**
     * How far a list has come.
     *
     * @param percent of the list, rounded down
     * @param perSecond while its steps were working; null before the first
     * @param left foreseen; null before its act was proposed, and at the end
     */
    public record Progress(
            BatchStore.Batch batch,
            int percent,
            @Nullable Double perSecond,
            @Nullable Duration left) {}

    private final RevokeInBatches revokeInBatches;
    private final ForeseeRevocation foresee;
    private final BatchStore batches;
    private final MassLedger ledger;
    private final InstantSource clock;

    public RevokeSelected(
            RevokeInBatches revokeInBatches,
            ForeseeRevocation foresee,
            BatchStore batches,
            MassLedger ledger,
            InstantSource clock) {
        this.revokeInBatches = revokeInBatches;
        this.foresee = foresee;
        this.batches = batches;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Revokes a few at once; proposes an act for many, and for every drill, with what it would
     * bring about in its plan.
     *
     * @throws RefusedException before anything has changed
     */
    public BatchDecision revoke(Actor actor, Order order) {
        actor.require(Permission.REVOKE);
        var batch = find(actor, order.batch()).batch();
        var isAct =
                order.isDrill() || batch.certificates() > RevokeInBatches.WITHOUT_A_SECOND_PERSON;
        var expected =
                isAct && !batch.isFilling()
                        ? foresee.foresee(
                                        actor,
                                        order.batch(),
                                        order.reason(),
                                        order.invalidityDate())
                                .inWords()
                        : List.<String>of();
        return revokeInBatches.revoke(
                actor,
                order.batch(),
                order.reason(),
                order.invalidityDate(),
                new Act.RevokeCertificates.Terms(order.isDrill(), expected));
    }

    /** Newest first. */
    public List<Progress> newest(Actor actor, int limit) {
        actor.require(Permission.VIEW);
        var pace = ledger.pace();
        return ledger.newest(limit).stream().map(batch -> progress(batch, pace)).toList();
    }

    public Progress find(Actor actor, long id) {
        actor.require(Permission.VIEW);
        return progress(existing(id), ledger.pace());
    }

    private static Progress progress(BatchStore.Batch batch, Outlook.Pace pace) {
        var seconds = batch.course().worked().toMillis() / 1_000.0;
        var perSecond = seconds > 0 ? batch.done() / seconds : null;
        var left = batch.certificates() - batch.done();
        var isUnderWay = batch.course().act() != null && left > 0;
        return new Progress(
                batch,
                batch.certificates() == 0
                        ? 0
                        : Math.toIntExact(100L * batch.done() / batch.certificates()),
                perSecond,
                isUnderWay
                        ? (perSecond == null ? pace : new Outlook.Pace(perSecond, true)).of(left)
                        : null);
    }

    /** Has it wait, from the next step on, until somebody resumes it. */
    public Progress pause(Actor actor, long id) {
        actor.require(Permission.DECIDE);
        requireUnderWay(id, "paused");
        ledger.pause(id, clock.instant(), actor);
        return find(actor, id);
    }

    /** Has it go on, within half a minute. */
    public Progress resume(Actor actor, long id) {
        actor.require(Permission.DECIDE);
        requireUnderWay(id, "resumed");
        ledger.resume(id, clock.instant(), actor);
        return find(actor, id);
    }

    private void requireUnderWay(long id, String verb) {
        var batch = existing(id);
        if (batch.course().act() == null || batch.done() == batch.certificates()) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Batch %d %s. Nothing was %s."
                            .formatted(
                                    id,
                                    batch.course().act() == null
                                            ? "has no act that could go on"
                                            : "is through",
                                    verb));
        }
    }

    /**
     * What became of each on a list, as things stand while it is read.
     *
     * @return to be closed by whoever reads it; however long the list, it takes little memory
     */
    public InputStream results(Actor actor, long id, ResultFormat format) {
        actor.require(Permission.VIEW);
        var batch = existing(id);
        return new ResultStream<Result>(
                format.head(),
                last -> ledger.results(batch, last == null ? null : last.certificate(), PAGE),
                format::line);
    }

    /** Of the drill with a list; empty while it is not over, and where there was none. */
    public Optional<DrillEvidence> evidence(Actor actor, long id) {
        actor.require(Permission.VIEW);
        existing(id);
        return ledger.evidence(id);
    }

    private BatchStore.Batch existing(long id) {
        return batches.find(id)
                .orElseThrow(() ->
                        new RefusedException(Refusal.NOT_FOUND, "There is no batch " + id + "."));
    }
}
