package org.lineageca.ca.store;

import static org.lineageca.db.Tables.TRANSPARENCY_LOG;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.lineageca.ca.transparency.LogId;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.octets.Octets;

/** How logs answered, in PostgreSQL: a row for each, which the newest answer overwrites. */
public final class JooqLogAnswers implements LogAnswers {

    private final DSLContext database;

    public JooqLogAnswers(DSLContext database) {
        this.database = database;
    }

    @Override
    public void gave(LogId log, Instant at, Duration took) {
        var milliseconds = Math.toIntExact(took.toMillis());
        database.insertInto(TRANSPARENCY_LOG)
                .set(TRANSPARENCY_LOG.LOG_ID, log.sha256().toArray())
                .set(TRANSPARENCY_LOG.GAVE_AT, at)
                .set(TRANSPARENCY_LOG.GAVE_MS, milliseconds)
                .onConflict(TRANSPARENCY_LOG.LOG_ID)
                .doUpdate()
                .set(TRANSPARENCY_LOG.GAVE_AT, at)
                .set(TRANSPARENCY_LOG.GAVE_MS, milliseconds)
                .execute();
    }

    @Override
    public void failed(LogId log, Instant at, String why) {
        database.insertInto(TRANSPARENCY_LOG)
                .set(TRANSPARENCY_LOG.LOG_ID, log.sha256().toArray())
                .set(TRANSPARENCY_LOG.FAILED_AT, at)
                .set(TRANSPARENCY_LOG.FAILURE, why)
                .onConflict(TRANSPARENCY_LOG.LOG_ID)
                .doUpdate()
                .set(TRANSPARENCY_LOG.FAILED_AT, at)
                .set(TRANSPARENCY_LOG.FAILURE, why)
                .execute();
    }

    @Override
    public Map<LogId, Last> all() {
        return database.selectFrom(TRANSPARENCY_LOG).stream()
                .collect(
                        Collectors.toMap(
                                row -> new LogId(Octets.of(row.getLogId())), JooqLogAnswers::last));
    }

    private static Last last(Record row) {
        var milliseconds = row.get(TRANSPARENCY_LOG.GAVE_MS);
        return new Last(
                row.get(TRANSPARENCY_LOG.GAVE_AT),
                milliseconds == null ? null : Duration.ofMillis(milliseconds),
                row.get(TRANSPARENCY_LOG.FAILED_AT),
                row.get(TRANSPARENCY_LOG.FAILURE));
    }
}
