package org.lineageca.ca.store;

import static org.lineageca.db.Tables.ISSUE_BATCH;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.batch.BatchResult;
import org.lineageca.ca.batch.IssueBatch;
import org.lineageca.ca.batch.IssueBatchStore;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;

/** Issue batches in PostgreSQL. */
public final class JooqIssueBatchStore implements IssueBatchStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    /**
     * Within a transaction that must leave nothing: somebody else works on the batch, or nobody
     * may.
     */
    private static final class RunEnded extends RuntimeException {}

    public JooqIssueBatchStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public IssueBatch.Open open(String profile, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var id =
                    transaction
                            .insertInto(ISSUE_BATCH)
                            .set(ISSUE_BATCH.PROFILE, profile)
                            .set(ISSUE_BATCH.OPENED_BY, actor.name())
                            .set(ISSUE_BATCH.OPENED_AT, at)
                            .set(ISSUE_BATCH.MOVED_BY, actor.name())
                            .set(ISSUE_BATCH.MOVED_AT, at)
                            .returningResult(ISSUE_BATCH.BATCH_ID)
                            .fetchSingle()
                            .value1();
            var open =
                    new IssueBatch.Open(
                            new IssueBatch.Facts(id, profile, actor.name(), at, 0),
                            new IssueBatch.Progress(0, 0, Duration.ZERO, null),
                            new IssueBatch.Move(actor.name(), at));
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.IssueBatchMoved(id, profile, "", open.state()));
            return open;
        });
    }

    @Override
    public Optional<IssueBatch> find(long id) {
        return database.selectFrom(ISSUE_BATCH)
                .where(ISSUE_BATCH.BATCH_ID.eq(Math.toIntExact(id)))
                .fetchOptional(IssueBatchRows::batch);
    }

    @Override
    public List<IssueBatch> newest(int limit) {
        return database.selectFrom(ISSUE_BATCH)
                .orderBy(ISSUE_BATCH.BATCH_ID.desc())
                .limit(limit)
                .fetch(IssueBatchRows::batch);
    }

    @Override
    public Optional<Integer> add(long id, List<Admitted> requests, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var batch =
                    transaction
                            .selectFrom(ISSUE_BATCH)
                            .where(ISSUE_BATCH.BATCH_ID.eq(Math.toIntExact(id)))
                            .forUpdate()
                            .fetchSingle();
            if (!batch.getState().equals("Open")) {
                return Optional.empty();
            }
            var items = new BatchItems(transaction, batch.getBatchId());
            var added = items.add(batch.getRequests(), requests);
            if (!added.isEmpty()) {
                batch.setRequests(batch.getRequests() + added.size());
                batch.update(ISSUE_BATCH.REQUESTS);
                AuditInsert.insert(
                        transaction,
                        at,
                        actor,
                        new AuditEvent.IssueBatchFilled(
                                id,
                                batch.getRequests() - added.size() + 1,
                                added.size(),
                                BatchItems.digest(added)));
            }
            return Optional.of(added.size());
        });
    }

    @Override
    public boolean moved(IssueBatch from, IssueBatch to, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var at = to.move().at();
            var moved =
                    transaction
                            .update(ISSUE_BATCH)
                            .set(ISSUE_BATCH.STATE, to.state())
                            .set(ISSUE_BATCH.MOVED_BY, to.move().by())
                            .set(ISSUE_BATCH.MOVED_AT, at)
                            .setNull(ISSUE_BATCH.PROBLEM)
                            .where(ISSUE_BATCH.BATCH_ID.eq(Math.toIntExact(from.facts().id())))
                            .and(ISSUE_BATCH.STATE.eq(from.state()))
                            .execute();
            if (moved == 1) {
                AuditInsert.insert(
                        transaction,
                        at,
                        actor,
                        new AuditEvent.IssueBatchMoved(
                                from.facts().id(),
                                from.facts().profile(),
                                from.state(),
                                to.state()));
            }
            return moved == 1;
        });
    }

    @Override
    public Optional<Claim> claim(Instant now, Instant until) {
        return database.transactionResult(configuration -> {
            var found =
                    configuration
                            .dsl()
                            .selectFrom(ISSUE_BATCH)
                            .where(ISSUE_BATCH.STATE.eq("Running"))
                            .and(
                                    ISSUE_BATCH
                                            .CLAIMED_UNTIL
                                            .isNull()
                                            .or(ISSUE_BATCH.CLAIMED_UNTIL.lt(now)))
                            .orderBy(ISSUE_BATCH.LET_GO_AT.asc().nullsFirst(), ISSUE_BATCH.BATCH_ID)
                            .limit(1)
                            .forUpdate()
                            .skipLocked()
                            .fetchOptional();
            return found.map(row -> {
                row.setRun(row.getRun() + 1);
                row.setClaimedUntil(until);
                row.update(ISSUE_BATCH.RUN, ISSUE_BATCH.CLAIMED_UNTIL);
                return new Claim((IssueBatch.Running) IssueBatchRows.batch(row), row.getRun());
            });
        });
    }

    @Override
    public void letGo(Claim claim, @Nullable String problem, Instant at) {
        database.update(ISSUE_BATCH)
                .set(ISSUE_BATCH.PROBLEM, problem)
                .set(ISSUE_BATCH.LET_GO_AT, at)
                .setNull(ISSUE_BATCH.CLAIMED_UNTIL)
                .where(ISSUE_BATCH.BATCH_ID.eq(Math.toIntExact(claim.id())))
                .and(ISSUE_BATCH.RUN.eq(claim.run()))
                .execute();
    }

    @Override
    public List<Item> next(Claim claim, int after, int limit) {
        return new BatchItems(database, claim.id()).next(after, limit);
    }

    @Override
    public Optional<List<Intent>> intend(Claim claim, List<ItemOrder> orders, Instant at) {
        return apart(
                orders,
                some ->
                        database.transactionResult(configuration -> {
                            var transaction = configuration.dsl();
                            if (!"Running".equals(held(transaction, claim))) {
                                throw new RunEnded();
                            }
                            var generation = keys.key(some.getFirst().order().generation());
                            var intents =
                                    new CertificateIntents(transaction, generation)
                                            .commit(
                                                    some.stream().map(ItemOrder::order).toList(),
                                                    at);
                            new BatchItems(transaction, claim.id()).link(generation, some, intents);
                            return intents;
                        }),
                Intent.Failed::new);
    }

    @Override
    public Optional<List<Recording>> record(Claim claim, List<SignedOrder> signed, Instant at) {
        return apart(
                signed,
                some -> {
                    database.transaction(configuration -> {
                        held(configuration.dsl(), claim);
                        SignedRows.CERTIFICATES.insert(
                                configuration.dsl(),
                                keys.key(some.getFirst().order().generation()),
                                some,
                                at);
                    });
                    return Collections.nCopies(some.size(), new Recording.Kept());
                },
                Recording.Failed::new);
    }

    /** What only one of them is refused for is its own; anything else ends the run. */
    private static <T, R> Optional<List<R>> apart(
            List<T> items,
            Function<List<T>, List<? extends R>> together,
            Function<RuntimeException, R> failed) {
        try {
            return Optional.of(
                    TogetherOrApart.<T, R>run(
                            items,
                            together,
                            why -> {
                                if (why instanceof DataAccessException outage
                                        && !TogetherOrApart.isForWhatWasWritten(outage)) {
                                    throw outage;
                                }
                                return failed.apply(why);
                            }));
        } catch (RunEnded ended) {
            return Optional.empty();
        }
    }

    /** The state of a batch, which stays as it is to the commit, and whose run stays this one. */
    private static String held(DSLContext transaction, Claim claim) {
        return transaction
                .select(ISSUE_BATCH.STATE)
                .from(ISSUE_BATCH)
                .where(ISSUE_BATCH.BATCH_ID.eq(Math.toIntExact(claim.id())))
                .and(ISSUE_BATCH.RUN.eq(claim.run()))
                .forShare()
                .fetchOptional(ISSUE_BATCH.STATE)
                .orElseThrow(RunEnded::new);
    }

    @Override
    public boolean settle(Claim claim, Step step, Instant until) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var row =
                    transaction
                            .selectFrom(ISSUE_BATCH)
                            .where(ISSUE_BATCH.BATCH_ID.eq(Math.toIntExact(claim.id())))
                            .and(ISSUE_BATCH.RUN.eq(claim.run()))
                            .forNoKeyUpdate()
                            .fetchOptional();
            row.ifPresent(batch -> {
                var items = new BatchItems(transaction, claim.id());
                items.refuse(step.refusals());
                batch.setRefused(batch.getRefused() + items.refused(batch.getDone(), step.done()));
                batch.setDone(step.done());
                batch.setWorkedSeconds(
                        batch.getWorkedSeconds() + IssueBatchRows.seconds(step.worked()));
                batch.setClaimedUntil(until);
                batch.update(
                        ISSUE_BATCH.REFUSED,
                        ISSUE_BATCH.DONE,
                        ISSUE_BATCH.WORKED_SECONDS,
                        ISSUE_BATCH.CLAIMED_UNTIL);
            });
            return row.isPresent();
        });
    }

    @Override
    public List<BatchResult> results(long id, int after, int limit) {
        return new BatchItems(database, id).results(keys, after, limit);
    }
}
