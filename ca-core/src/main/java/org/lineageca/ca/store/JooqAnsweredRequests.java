package org.lineageca.ca.store;

import static org.lineageca.db.Tables.IDEMPOTENT_REQUEST;

import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.AnsweredRequests;
import org.lineageca.octets.Octets;

/** Answered requests in PostgreSQL. */
public final class JooqAnsweredRequests implements AnsweredRequests {

    private final DSLContext database;

    public JooqAnsweredRequests(DSLContext database) {
        this.database = database;
    }

    @Override
    public Standing claim(
            Name name,
            Octets requestSha256,
            Instant at,
            Instant forgetBefore,
            Instant abandonedBefore) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            forget(transaction, forgetBefore);
            var claimed =
                    transaction
                            .insertInto(IDEMPOTENT_REQUEST)
                            .set(IDEMPOTENT_REQUEST.CLIENT, name.client())
                            .set(IDEMPOTENT_REQUEST.KEY, name.key())
                            .set(IDEMPOTENT_REQUEST.REQUEST_SHA256, requestSha256.toArray())
                            .set(IDEMPOTENT_REQUEST.BEGUN_AT, at)
                            .onConflictDoNothing()
                            .execute();
            return claimed == 1
                    ? new Standing.Claimed()
                    : standing(transaction, name, requestSha256, at, abandonedBefore);
        });
    }

    @Override
    public void answered(Name name, Instant claimedAt, Answer answer) {
        database.update(IDEMPOTENT_REQUEST)
                .set(IDEMPOTENT_REQUEST.STATUS, answer.status())
                .set(IDEMPOTENT_REQUEST.LOCATION, answer.location())
                .set(IDEMPOTENT_REQUEST.BODY, answer.body())
                .where(isClaim(name, claimedAt))
                .execute();
    }

    @Override
    public void released(Name name, Instant claimedAt) {
        database.deleteFrom(IDEMPOTENT_REQUEST).where(isClaim(name, claimedAt)).execute();
    }

    /** A few at a time, with each that comes: as many go as come. */
    private static void forget(DSLContext transaction, Instant before) {
        transaction.execute(
                """
                DELETE FROM idempotent_request WHERE (client, key) IN (SELECT client, key FROM idempotent_request
                    WHERE begun_at < {0} ORDER BY begun_at LIMIT 8 FOR UPDATE SKIP LOCKED)
                """,
                org.jooq.impl.DSL.val(before, IDEMPOTENT_REQUEST.BEGUN_AT));
    }

    private static Standing standing(
            DSLContext transaction,
            Name name,
            Octets requestSha256,
            Instant at,
            Instant abandonedBefore) {
        var row =
                transaction
                        .selectFrom(IDEMPOTENT_REQUEST)
                        .where(isNamed(name))
                        .forUpdate()
                        .fetchOne();
        if (row == null) {
            // Given up, or forgotten, since the insert found it: the next try claims it.
            return new Standing.UnderWay();
        }
        if (!Octets.of(row.getRequestSha256()).equals(requestSha256)) {
            return new Standing.Another();
        }
        if (row.getStatus() != null) {
            return new Standing.Answered(
                    new Answer(row.getStatus(), row.getLocation(), row.getBody()));
        }
        if (!row.getBegunAt().isBefore(abandonedBefore)) {
            return new Standing.UnderWay();
        }
        transaction
                .update(IDEMPOTENT_REQUEST)
                .set(IDEMPOTENT_REQUEST.BEGUN_AT, at)
                .where(isNamed(name))
                .execute();
        return new Standing.Claimed();
    }

    private static Condition isNamed(Name name) {
        return IDEMPOTENT_REQUEST
                .CLIENT
                .eq(name.client())
                .and(IDEMPOTENT_REQUEST.KEY.eq(name.key()));
    }

    private static Condition isClaim(Name name, Instant claimedAt) {
        return isNamed(name)
                .and(IDEMPOTENT_REQUEST.BEGUN_AT.eq(claimedAt))
                .and(IDEMPOTENT_REQUEST.STATUS.isNull());
    }
}
