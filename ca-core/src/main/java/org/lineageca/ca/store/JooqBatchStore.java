package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.revocation.ListDigest;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Lists of certificates to be revoked, in PostgreSQL. */
public final class JooqBatchStore implements BatchStore {

    private static final int ROWS_AT_ONCE = 10_000;

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqBatchStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public long open(Instant at, Actor actor) {
        return database.insertInto(REVOCATION_BATCH)
                .set(REVOCATION_BATCH.OPENED_BY, actor.name())
                .set(REVOCATION_BATCH.OPENED_AT, at)
                .returningResult(REVOCATION_BATCH.BATCH_ID)
                .fetchSingle()
                .value1();
    }

    @Override
    public Optional<Batch> find(long id) {
        return database.selectFrom(REVOCATION_BATCH)
                .where(REVOCATION_BATCH.BATCH_ID.eq(Math.toIntExact(id)))
                .fetchOptional(row -> BatchRows.batch(database, row));
    }

    @Override
    public List<Candidate> candidates(
            GenerationId generation, Collection<Octets> serials, Collection<Octets> sha256) {
        return new CandidateRows(database, keys.key(generation), generation).fetch(serials, sha256);
    }

    @Override
    public void add(long id, Collection<ListedCertificate> certificates) {
        Map<GenerationId, List<Octets>> serials = new HashMap<>();
        for (var certificate : certificates) {
            serials.computeIfAbsent(certificate.generation(), _ -> new ArrayList<>())
                    .add(certificate.serial().octets());
        }
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var batch = BatchRows.locked(transaction, id);
            if (batch.getSealedAt() != null) {
                throw new IllegalStateException("batch " + id + " is closed; nothing was added");
            }
            serials.forEach((generation, of) ->
                    transaction
                            .insertInto(
                                    REVOCATION_BATCH_CERTIFICATE,
                                    REVOCATION_BATCH_CERTIFICATE.BATCH_ID,
                                    REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                                    REVOCATION_BATCH_CERTIFICATE.SERIAL)
                            .select(
                                    DSL.select(
                                                    DSL.val(batch.getBatchId()),
                                                    DSL.val(keys.key(generation)),
                                                    SerialRows.SERIAL)
                                            .from(SerialRows.of(CandidateRows.arrays(of))))
                            .onConflictDoNothing()
                            .execute());
        });
    }

    @Override
    public boolean names(long id, Collection<String> profiles) {
        return database.fetchExists(
                REVOCATION_BATCH_CERTIFICATE
                        .join(CERTIFICATE)
                        .using(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL),
                REVOCATION_BATCH_CERTIFICATE
                        .BATCH_ID
                        .eq(Math.toIntExact(id))
                        .and(CERTIFICATE.PROFILE.in(profiles)));
    }

    @Override
    public SealedList seal(long id, Instant at, boolean isDrill) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var batch = BatchRows.locked(transaction, id);
            var list = digest(transaction, batch.getBatchId());
            if (batch.getSealedAt() == null) {
                batch.setSealedAt(at);
                batch.setCertificates(list.certificates());
                batch.setIsDrill(isDrill);
                batch.update(
                        REVOCATION_BATCH.SEALED_AT,
                        REVOCATION_BATCH.CERTIFICATES,
                        REVOCATION_BATCH.IS_DRILL);
            }
            return list;
        });
    }

    private SealedList digest(DSLContext transaction, int batch) {
        var generations =
                transaction
                        .selectDistinct(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID)
                        .from(REVOCATION_BATCH_CERTIFICATE)
                        .where(REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(batch))
                        .fetch(row -> keys.name(row.value1()));
        generations.sort(Comparator.comparing(GenerationId::label));
        var digest = new ListDigest();
        for (var generation : generations) {
            try (var rows =
                    transaction
                            .select(REVOCATION_BATCH_CERTIFICATE.SERIAL)
                            .from(REVOCATION_BATCH_CERTIFICATE)
                            .where(REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(batch))
                            .and(
                                    REVOCATION_BATCH_CERTIFICATE.GENERATION_ID.eq(
                                            keys.key(generation)))
                            .orderBy(REVOCATION_BATCH_CERTIFICATE.SERIAL)
                            .fetchSize(ROWS_AT_ONCE)
                            .fetchLazy()) {
                rows.forEach(row -> digest.add(CandidateRows.listed(generation, row.value1())));
            }
        }
        return new SealedList(digest.count(), digest.sha256());
    }

    @Override
    public List<ListedCertificate> first(long id, int limit) {
        return database.select(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL)
                .from(REVOCATION_BATCH_CERTIFICATE)
                .where(REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(Math.toIntExact(id)))
                .limit(limit)
                .fetch(row -> CandidateRows.listed(keys.name(row.value1()), row.value2()));
    }

    @Override
    public void proposed(long id, DecidedAct.Proposed act) {
        database.update(REVOCATION_BATCH)
                .set(REVOCATION_BATCH.ACT_ID, Math.toIntExact(act.id()))
                .where(REVOCATION_BATCH.BATCH_ID.eq(Math.toIntExact(id)))
                .execute();
    }

    @Override
    public Step revokeNext(
            DecidedAct.Approved act, Act.RevokeCertificates what, Instant at, Actor actor) {
        return database.transactionResult(configuration ->
                new BatchStep(configuration.dsl(), keys, act, what).take(at, actor));
    }
}
