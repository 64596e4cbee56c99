package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.mass.Criterion;
import org.lineageca.ca.mass.Selection;
import org.lineageca.ca.mass.SelectionStore;
import org.lineageca.db.tables.records.RevocationBatchRecord;

/** Lists filled by selections, in PostgreSQL, which does the looking. */
public final class JooqSelectionStore implements SelectionStore {

    /** How many certificates a step looks at. */
    private static final int STEP = 20_000;

    private final DSLContext database;

    public JooqSelectionStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public long open(Selection selection, Instant at, Actor actor) {
        return database.insertInto(REVOCATION_BATCH)
                .set(REVOCATION_BATCH.OPENED_BY, actor.name())
                .set(REVOCATION_BATCH.OPENED_AT, at)
                .set(REVOCATION_BATCH.SELECTION, selection.lines())
                .returningResult(REVOCATION_BATCH.BATCH_ID)
                .fetchSingle()
                .value1();
    }

    @Override
    public List<Long> filling() {
        return database.select(REVOCATION_BATCH.BATCH_ID.cast(Long.class))
                .from(REVOCATION_BATCH)
                .where(REVOCATION_BATCH.SELECTION.isNotNull())
                .and(REVOCATION_BATCH.FILLED_AT.isNull())
                .orderBy(REVOCATION_BATCH.BATCH_ID)
                .fetch(row -> row.value1());
    }

    @Override
    public boolean fillNext(long id, Instant at) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var batch = BatchRows.locked(transaction, id);
            if (batch.getFilledAt() != null) {
                return true;
            }
            var selection = Selection.read(batch.getSelection());
            var generation = generation(transaction, batch, selection);
            if (generation == null) {
                batch.setFilledAt(at);
            } else {
                var bound = bound(transaction, generation, batch.getSelectedSerial());
                put(transaction, batch, selection, generation, bound);
                batch.setSelectedGenerationId(generation);
                // Null: this generation is through, and the next one begins.
                batch.setSelectedSerial(bound);
            }
            batch.update(
                    REVOCATION_BATCH.FILLED_AT,
                    REVOCATION_BATCH.SELECTED_GENERATION_ID,
                    REVOCATION_BATCH.SELECTED_SERIAL);
            return batch.getFilledAt() != null;
        });
    }

    /** The one to look at: the same, unless it is through; null behind the last. */
    private static @Nullable Integer generation(
            DSLContext transaction, RevocationBatchRecord batch, Selection selection) {
        var last = batch.getSelectedGenerationId();
        if (last != null && batch.getSelectedSerial() != null) {
            return last;
        }
        return transaction
                .select(DSL.min(GENERATION.GENERATION_ID))
                .from(GENERATION)
                .leftJoin(LINEAGE)
                .on(LINEAGE.LINEAGE_ID.eq(GENERATION.LINEAGE_ID))
                .where(last == null ? DSL.noCondition() : GENERATION.GENERATION_ID.gt(last))
                .and(
                        DSL.and(
                                selection.criteria().stream()
                                        .map(JooqSelectionStore::ofGeneration)
                                        .toList()))
                .fetchSingle()
                .value1();
    }

    private static Condition ofGeneration(Criterion criterion) {
        return switch (criterion) {
            case Criterion.IssuedBy(var label) -> GENERATION.LABEL.eq(label);
            case Criterion.InLineage(var role) -> LINEAGE.ROLE.eq(role);
            case Criterion.UnderProfile _,
                    Criterion.WithKey _,
                    Criterion.IssuedFrom _,
                    Criterion.IssuedBefore _,
                    Criterion.ExpiringBefore _,
                    Criterion.Mentioning _,
                    Criterion.OnList _,
                    Criterion.NotRevoked _,
                    Criterion.ExpiredToo _ ->
                    DSL.noCondition();
        };
    }

    /** The last serial number of this step; null where it reaches the end. */
    private static byte @Nullable [] bound(
            DSLContext transaction, int generation, byte @Nullable [] after) {
        return transaction
                .select(CERTIFICATE.SERIAL)
                .from(CERTIFICATE)
                .where(CERTIFICATE.GENERATION_ID.eq(DSL.inline(generation)))
                .and(after == null ? DSL.noCondition() : CERTIFICATE.SERIAL.gt(after))
                .orderBy(CERTIFICATE.SERIAL)
                .offset(STEP - 1)
                .limit(1)
                .fetchOne(CERTIFICATE.SERIAL);
    }

    private static void put(
            DSLContext transaction,
            RevocationBatchRecord batch,
            Selection selection,
            int generation,
            byte @Nullable [] bound) {
        var after = batch.getSelectedSerial();
        var opened = batch.getOpenedAt();
        transaction
                .insertInto(
                        REVOCATION_BATCH_CERTIFICATE,
                        REVOCATION_BATCH_CERTIFICATE.BATCH_ID,
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL)
                .select(
                        DSL.select(
                                        DSL.val(batch.getBatchId()),
                                        CERTIFICATE.GENERATION_ID,
                                        CERTIFICATE.SERIAL)
                                .from(CERTIFICATE)
                                // Written out, so that one partition is looked at.
                                .where(CERTIFICATE.GENERATION_ID.eq(DSL.inline(generation)))
                                .and(
                                        after == null
                                                ? DSL.noCondition()
                                                : CERTIFICATE.SERIAL.gt(after))
                                .and(
                                        bound == null
                                                ? DSL.noCondition()
                                                : CERTIFICATE.SERIAL.le(bound))
                                // What comes to be while this goes on may lie on either side.
                                .and(CERTIFICATE.INTENDED_AT.le(opened))
                                .and(
                                        selection.includesExpired()
                                                ? DSL.noCondition()
                                                : CERTIFICATE.NOT_AFTER.ge(opened))
                                .and(JooqGenerationChronicle.answeredFor())
                                .andNot(CertificateRows.isOfCa())
                                .and(
                                        DSL.and(
                                                selection.criteria().stream()
                                                        .map(JooqSelectionStore::ofCertificate)
                                                        .toList())))
                .onConflictDoNothing()
                .execute();
    }

    private static Condition ofCertificate(Criterion criterion) {
        return switch (criterion) {
            case Criterion.UnderProfile(var profile) -> CERTIFICATE.PROFILE.eq(profile);
            case Criterion.WithKey(var spkiSha256) ->
                    CERTIFICATE.SPKI_SHA256.eq(spkiSha256.toArray());
            case Criterion.IssuedFrom(var at) -> CERTIFICATE.INTENDED_AT.ge(at);
            case Criterion.IssuedBefore(var at) -> CERTIFICATE.INTENDED_AT.lt(at);
            case Criterion.ExpiringBefore(var at) -> CERTIFICATE.NOT_AFTER.lt(at);
            case Criterion.Mentioning(var text) ->
                    CERTIFICATE
                            .SUBJECT
                            .containsIgnoreCase(text)
                            .or(
                                    DSL.arrayToString(CERTIFICATE.NAMES, DSL.inline(" "))
                                            .containsIgnoreCase(text));
            case Criterion.OnList(var list) -> onList(list);
            case Criterion.NotRevoked _ -> JooqCertificateStore.isNotRevoked();
            case Criterion.IssuedBy _, Criterion.InLineage _, Criterion.ExpiredToo _ ->
                    DSL.noCondition();
        };
    }

    private static Condition onList(long list) {
        var other = REVOCATION_BATCH_CERTIFICATE.as("other");
        return DSL.exists(
                DSL.selectOne()
                        .from(other)
                        .where(other.BATCH_ID.eq(Math.toIntExact(list)))
                        .and(other.GENERATION_ID.eq(CERTIFICATE.GENERATION_ID))
                        .and(other.SERIAL.eq(CERTIFICATE.SERIAL)));
    }
}
