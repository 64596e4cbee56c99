package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CrlPolicyStore;
import org.lineageca.ca.x509.GenerationId;

/** CRL policies in PostgreSQL: the rows of the scopes are the policy. */
public final class JooqCrlPolicyStore implements CrlPolicyStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqCrlPolicyStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public CrlPolicy policy(GenerationId generation) {
        return CrlPolicyRows.of(database, keys.key(generation)).policy();
    }

    @Override
    public void set(GenerationId generation, CrlPolicy policy, Instant at, Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var rows = CrlPolicyRows.of(transaction, keys.key(generation));
            if (policy.deltas() == null && rows.policy().deltas() != null) {
                throw new RefusedException(
                        Refusal.INVALID_VALUE,
                        "CRLs of generation "
                                + generation
                                + " point to deltas, which go on as long as it issues CRLs. No policy was set. Give them a longer period.");
            }
            rows.put(policy);
            AuditInsert.insert(
                    transaction, at, actor, AuditEvent.CrlPolicySet.of(generation, policy));
        });
    }

    @Override
    public List<Unserved> unserved() {
        return database.select(
                        CRL_SCOPE.GENERATION_ID,
                        CRL_SCOPE.SCOPE,
                        CRL_SCOPE.DISTRIBUTION_POINT,
                        DSL.max(CRL.NUMBER))
                .from(CRL_SCOPE)
                .join(CRL)
                .using(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE)
                .where(CRL_SCOPE.IN_NEW_CERTIFICATES)
                .and(CRL_SCOPE.SERVED_AT.isNull())
                .and(CRL.RECORDED_AT.isNotNull())
                .groupBy(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE, CRL_SCOPE.DISTRIBUTION_POINT)
                .orderBy(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE)
                .fetch(row ->
                        new Unserved(
                                keys.name(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    @Override
    public void served(Unserved scope, Instant at, Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var updated =
                    transaction
                            .update(CRL_SCOPE)
                            .set(CRL_SCOPE.SERVED_AT, at)
                            .where(CRL_SCOPE.GENERATION_ID.eq(keys.key(scope.generation())))
                            .and(CRL_SCOPE.SCOPE.eq(scope.place()))
                            .and(CRL_SCOPE.SERVED_AT.isNull())
                            .execute();
            if (updated == 1) {
                AuditInsert.insert(
                        transaction,
                        at,
                        actor,
                        new AuditEvent.CrlScopeServed(
                                scope.generation(), scope.place(), scope.uri()));
            }
        });
    }
}
