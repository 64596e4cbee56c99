package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUDIT_EVENT;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;

/**
 * Writes audit events in the transaction of the change they describe: if they cannot be committed,
 * nothing happens.
 */
final class AuditInsert {

    private AuditInsert() {}

    static void insert(DSLContext transaction, Instant at, Actor actor, AuditEvent... events) {
        for (var event : events) {
            var details = event.details();
            transaction
                    .insertInto(AUDIT_EVENT)
                    .set(AUDIT_EVENT.AT, at)
                    .set(AUDIT_EVENT.ACTOR, actor.name())
                    .set(AUDIT_EVENT.KIND, event.kind())
                    .set(
                            AUDIT_EVENT.DETAILS,
                            DSL.function(
                                    "jsonb_object",
                                    JSONB.class,
                                    DSL.val(details.keySet().toArray(String[]::new)),
                                    DSL.val(details.values().toArray(String[]::new))))
                    .execute();
        }
    }
}
