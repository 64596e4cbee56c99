package org.lineageca.ca.mass;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.ReissueStore;
import org.lineageca.ca.revocation.ListedCertificate;

/** The re-issue of a list from its proposal to its result and its subscribers' list. */
public final class ReissueSelected {

    /** So many results are looked up at a time. */
    private static final int PAGE = 5_000;

    private static final int LONGEST_REASON = 200;

    /** Where lists, their re-issue and acts are kept. */
    public record Ledgers(
            BatchStore batches, ReissueStore reissues, ReissueLedger results, ActStore acts) {}

    /**
     * What is asked for.
     *
     * @param reason for those who approve and for the audit trail: one line
     * @param deadline until when subscribers have to use their successors; null where it is open
     */
    public record Order(long batch, String reason, @Nullable Instant deadline) {}

    /**
     * How far it has come.
     *
     * @param percent of the list, rounded down
     * @param perSecond while its steps were working; null before the first
     * @param left foreseen; null at the end
     */
    public record Progress(
            ReissueStore.Course course,
            int percent,
            @Nullable Double perSecond,
            @Nullable Duration left) {}

    private final Ledgers ledgers;
    private final ForeseeReissue foresee;
    private final InstantSource clock;

    public ReissueSelected(Ledgers ledgers, ForeseeReissue foresee, InstantSource clock) {
        this.ledgers = ledgers;
        this.foresee = foresee;
        this.clock = clock;
    }

    /**
     * Closes the list and proposes an act, with what it would bring about in its plan. The list may
     * be revoked later: it is the same list.
     *
     * @throws RefusedException before anything has changed
     */
    public DecidedAct.Proposed propose(Actor actor, Order order) {
        actor.require(Permission.ISSUE);
        var batch = existing(order.batch());
        actor.require(Permission.DECIDE);
        requireClosable(actor, batch);
        requireReason(order.reason());
        var deadline = deadline(order);
        requireNoneUnderWay(order.batch());
        var expected = foresee.foresee(actor, order.batch()).inWords();
        var list = ledgers.batches().seal(batch.id(), clock.instant(), false);
        var proposed =
                ledgers.acts()
                        .propose(
                                Plan.of(
                                        new Act.ReissueCertificates(
                                                batch.id(),
                                                list.certificates(),
                                                list.sha256(),
                                                order.reason().strip(),
                                                deadline,
                                                expected)),
                                clock.instant(),
                                actor);
        ledgers.reissues().begin(batch.id(), proposed.id());
        return proposed;
    }

    private static void requireClosable(Actor actor, BatchStore.Batch batch) {
        var id = batch.id();
        if (batch.isFilling() || batch.certificates() == 0) {
            throw invalid(
                    batch.isFilling()
                            ? "Batch %d is still being filled by its selection. Nothing was proposed. Ask again when it is full."
                                    .formatted(id)
                            : "Batch %d is empty. Nothing was proposed.".formatted(id));
        }
        if (!batch.isSealed() && !batch.openedBy().equals(actor.name())) {
            throw invalid(
                    "Batch %d is an open list of %s. Nothing was proposed. Begin one of your own."
                            .formatted(id, batch.openedBy()));
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid(
                    "Why certificates are re-issued is said in one line of at most %d characters. Nothing was proposed."
                            .formatted(LONGEST_REASON));
        }
    }

    private @Nullable Instant deadline(Order order) {
        var deadline = order.deadline();
        if (deadline == null) {
            return null;
        }
        if (!deadline.isAfter(clock.instant())) {
            throw invalid(
                    "The deadline %s has passed. Nothing was proposed. Give a time that subscribers can meet, or leave it out."
                            .formatted(deadline));
        }
        return deadline.truncatedTo(ChronoUnit.SECONDS);
    }

    private void requireNoneUnderWay(long batch) {
        var course = ledgers.reissues().find(batch);
        if (course.isEmpty()) {
            return;
        }
        var act = ledgers.acts().find(course.get().act()).orElseThrow();
        if (act instanceof DecidedAct.Proposed || act instanceof DecidedAct.Approved) {
            throw invalid(
                    "Act %d, which is %s, re-issues batch %d already. Nothing was proposed. Have it approved or withdraw it first."
                            .formatted(act.id(), act.state(), batch));
        }
        if (course.get().done() == course.get().certificates()) {
            throw invalid(
                    "Batch %d was re-issued by act %d. Nothing was proposed. Begin another with the same certificates: select list=%d."
                            .formatted(batch, act.id(), batch));
        }
    }

    /** What it would bring about now. */
    public ReissueOutlook outlook(Actor actor, long id) {
        return foresee.foresee(actor, id);
    }

    /** Empty where no re-issue of the list was proposed. */
    public Optional<Progress> find(Actor actor, long id) {
        actor.require(Permission.VIEW);
        existing(id);
        return ledgers.reissues().find(id).map(this::progress);
    }

    private Progress progress(ReissueStore.Course course) {
        var seconds = course.worked().toMillis() / 1_000.0;
        var perSecond = seconds > 0 && course.done() > 0 ? course.done() / seconds : null;
        var left = course.certificates() - course.done();
        return new Progress(
                course,
                Math.toIntExact(100L * course.done() / course.certificates()),
                perSecond,
                left == 0
                        ? null
                        : (perSecond == null
                                        ? ledgers.results().pace()
                                        : new Outlook.Pace(perSecond, true))
                                .of(left));
    }

    /** Has it wait, from the next step on, until somebody resumes it. */
    public Progress pause(Actor actor, long id) {
        actor.require(Permission.DECIDE);
        requireUnderWay(id, "paused");
        ledgers.results().pause(id, clock.instant(), actor);
        return find(actor, id).orElseThrow();
    }

    /** Has it go on, within half a minute. */
    public Progress resume(Actor actor, long id) {
        actor.require(Permission.DECIDE);
        requireUnderWay(id, "resumed");
        ledgers.results().resume(id, clock.instant(), actor);
        return find(actor, id).orElseThrow();
    }

    private void requireUnderWay(long id, String verb) {
        existing(id);
        var course = ledgers.reissues().find(id);
        if (course.isEmpty() || course.get().done() == course.get().certificates()) {
            throw invalid(
                    "The re-issue of batch %d %s. Nothing was %s."
                            .formatted(
                                    id,
                                    course.isEmpty() ? "was not proposed" : "is through",
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
        existing(id);
        return new ResultStream<ReissueResult>(
                ReissueLines.head(format),
                last -> ledgers.results().results(id, certificate(last), PAGE),
                result -> ReissueLines.line(format, result));
    }

    /**
     * Those who have to ask for a successor themselves, as comma-separated values.
     *
     * @return as {@link #results}
     */
    public InputStream subscribers(Actor actor, long id) {
        actor.require(Permission.VIEW);
        existing(id);
        var deadline =
                ledgers.reissues()
                        .find(id)
                        .flatMap(course -> ledgers.acts().find(course.act()))
                        .map(act -> act.plan().act())
                        .filter(Act.ReissueCertificates.class::isInstance)
                        .map(act -> ((Act.ReissueCertificates) act).deadline())
                        .orElse(null);
        return new ResultStream<ReissueResult>(
                ReissueLines.SUBSCRIBERS,
                last -> ledgers.results().withoutSuccessor(id, certificate(last), PAGE),
                result -> ReissueLines.subscriber(result, deadline));
    }

    private static @Nullable ListedCertificate certificate(@Nullable ReissueResult result) {
        return result == null ? null : result.certificate();
    }

    private BatchStore.Batch existing(long id) {
        return ledgers.batches()
                .find(id)
                .orElseThrow(() ->
                        new RefusedException(Refusal.NOT_FOUND, "There is no batch " + id + "."));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Refusal.INVALID_VALUE, message);
    }
}
