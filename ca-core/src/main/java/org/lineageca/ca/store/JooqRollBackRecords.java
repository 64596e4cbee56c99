package org.lineageca.ca.store;

import java.time.Instant;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.ca.lifecycle.RollBackRecords;

/** Roll-backs in the audit trail: the database holds nothing else of them. */
public final class JooqRollBackRecords implements RollBackRecords {

    private final DSLContext database;

    public JooqRollBackRecords(DSLContext database) {
        this.database = database;
    }

    @Override
    public void ordered(Published crl, String because, Instant at, Actor actor) {
        record(
                new AuditEvent.CrlRollBackOrdered(
                        crl.generation(), crl.place(), crl.publisher(), crl.number(), because),
                at,
                actor);
    }

    @Override
    public void answered(Published crl, Outcome outcome, Instant at, Actor actor) {
        record(
                switch (outcome) {
                    case Outcome.RolledBack(var from, var to) ->
                            new AuditEvent.CrlRolledBack(
                                    crl.generation(), crl.place(), crl.publisher(), from, to);
                    case Outcome.Refused(var reason, var why) ->
                            new AuditEvent.CrlRollBackRefused(
                                    crl.generation(), crl.place(), crl.publisher(), reason, why);
                },
                at,
                actor);
    }

    private void record(AuditEvent event, Instant at, Actor actor) {
        database.transaction(
                configuration -> AuditInsert.insert(configuration.dsl(), at, actor, event));
    }
}
