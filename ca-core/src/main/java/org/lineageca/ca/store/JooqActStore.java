package org.lineageca.ca.store;

import static org.lineageca.db.Tables.ACT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.DecidedAct.Signature;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.db.tables.records.ActRecord;

/** Acts in PostgreSQL. */
public final class JooqActStore implements ActStore {

    private final DSLContext database;

    public JooqActStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public DecidedAct.Proposed propose(Plan plan, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var id =
                    configuration
                            .dsl()
                            .insertInto(ACT)
                            .set(ACT.PLAN, plan.text())
                            .set(ACT.PLAN_SHA256, plan.digest().toArray())
                            .set(ACT.STATE, "Proposed")
                            .set(ACT.PROPOSED_BY, actor.name())
                            .set(ACT.PROPOSED_AT, at)
                            .returning(ACT.ACT_ID)
                            .fetchSingle()
                            .getActId();
            var proposed = new DecidedAct.Proposed(id, plan, new Signature(actor.name(), at));
            AuditInsert.insert(
                    configuration.dsl(), at, actor, AuditEvent.ActMoved.proposed(proposed));
            return proposed;
        });
    }

    @Override
    public List<DecidedAct> newest(int limit) {
        return database.selectFrom(ACT)
                .orderBy(ACT.ACT_ID.desc())
                .limit(limit)
                .fetch(JooqActStore::act);
    }

    @Override
    public List<DecidedAct> open() {
        return database.selectFrom(ACT)
                .where(ACT.STATE.in("Proposed", "Approved"))
                .orderBy(ACT.ACT_ID)
                .fetch(JooqActStore::act);
    }

    @Override
    public Optional<DecidedAct> find(long id) {
        return database.selectFrom(ACT)
                .where(ACT.ACT_ID.eq(Math.toIntExact(id)))
                .fetchOptional(JooqActStore::act);
    }

    @Override
    public void moved(DecidedAct from, DecidedAct to, Instant at, Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var moved = update(transaction, to).where(is(from)).execute();
            if (moved != 1) {
                throw new IllegalStateException(
                        "act %d is no longer %s; it did not become %s"
                                .formatted(from.id(), from.state(), to.state()));
            }
            AuditInsert.insert(transaction, at, actor, AuditEvent.ActMoved.of(from, to));
        });
    }

    @Override
    public boolean withdrawn(
            DecidedAct from, DecidedAct.Withdrawn to, Runnable objection, Actor actor) {
        return database.transactionResult(configuration -> {
            var at = to.withdrawal().at();
            var isInHand =
                    configuration
                            .dsl()
                            .select(ACT.LEASED_UNTIL)
                            .from(ACT)
                            .where(is(from))
                            .forUpdate()
                            .fetchOptional(ACT.LEASED_UNTIL)
                            .filter(until -> !until.isBefore(at))
                            .isPresent();
            if (!isInHand) {
                objection.run();
                new JooqActStore(configuration.dsl()).moved(from, to, at, actor);
            }
            return !isInHand;
        });
    }

    private static UpdateSetMoreStep<ActRecord> update(DSLContext transaction, DecidedAct to) {
        var update = transaction.update(ACT).set(ACT.STATE, to.state());
        return switch (to) {
            case DecidedAct.Proposed _ -> update;
            case DecidedAct.Approved approved ->
                    update.set(ACT.APPROVED_BY, approved.approval().name())
                            .set(ACT.APPROVED_AT, approved.approval().at());
            case DecidedAct.Done done ->
                    update.set(ACT.CLOSED_AT, done.at())
                            .set(ACT.OUTCOME, done.outcome())
                            .setNull(ACT.LEASED_UNTIL);
            case DecidedAct.Withdrawn withdrawn ->
                    update.set(ACT.CLOSED_BY, withdrawn.withdrawal().name())
                            .set(ACT.CLOSED_AT, withdrawn.withdrawal().at());
        };
    }

    @Override
    public boolean claim(DecidedAct.Approved act, Instant now, Duration lease) {
        return database.update(ACT)
                        .set(ACT.LEASED_UNTIL, now.plus(lease))
                        .where(is(act))
                        .and(ACT.LEASED_UNTIL.isNull().or(ACT.LEASED_UNTIL.lt(now)))
                        .execute()
                == 1;
    }

    @Override
    public void waits(DecidedAct.Approved act, String reason) {
        database.update(ACT)
                .set(ACT.OUTCOME, reason)
                .setNull(ACT.LEASED_UNTIL)
                .where(is(act))
                .execute();
    }

    private static Condition is(DecidedAct act) {
        return ACT.ACT_ID
                .eq(Math.toIntExact(act.id()))
                .and(ACT.STATE.eq(act.state()))
                .and(ACT.PLAN_SHA256.eq(DSL.val(act.plan().digest().toArray())));
    }

    private static DecidedAct act(ActRecord row) {
        var plan = Plan.read(row.getPlan());
        var id = row.getActId();
        var proposal = new Signature(row.getProposedBy(), row.getProposedAt());
        return switch (row.getState()) {
            case "Proposed" -> new DecidedAct.Proposed(id, plan, proposal);
            case "Approved" ->
                    new DecidedAct.Approved(id, plan, proposal, approval(row), row.getOutcome());
            case "Done" ->
                    new DecidedAct.Done(
                            id,
                            plan,
                            proposal,
                            approval(row),
                            row.getClosedAt(),
                            Objects.requireNonNull(row.getOutcome()));
            case "Withdrawn" ->
                    new DecidedAct.Withdrawn(
                            id,
                            plan,
                            proposal,
                            new Signature(row.getClosedBy(), row.getClosedAt()));
            default ->
                    throw new IllegalStateException(
                            "act " + id + " is in the unknown state " + row.getState());
        };
    }

    private static Signature approval(ActRecord row) {
        return new Signature(row.getApprovedBy(), row.getApprovedAt());
    }
}
