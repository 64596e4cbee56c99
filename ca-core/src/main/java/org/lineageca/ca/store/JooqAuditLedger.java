package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUDIT_CHECKPOINT;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.AUDIT_KEY;
import static org.lineageca.db.Tables.AUDIT_LEAF;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.audit.log.AuditRecord;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.VerifierKey;
import org.lineageca.ca.sealing.AuditKey;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.ca.sealing.EventQuery;
import org.lineageca.ca.sealing.KeptCheckpoint;
import org.lineageca.ca.sealing.PlacedEvent;
import org.lineageca.octets.Octets;

/** The audit log in PostgreSQL. */
public final class JooqAuditLedger implements AuditLedger {

    /** Of pg_try_advisory_xact_lock: whoever has it seals. */
    private static final long LOCK = 0x6c696e6175646974L;

    private static final Octets GONE = Octets.of(new byte[0]);

    /** How many events may be numbered and sealed before one that had its number earlier. */
    private static final int LATE = 1_000;

    private final SettledNumbers numbers = new SettledNumbers();
    private final DSLContext database;

    public JooqAuditLedger(DSLContext database) {
        this.database = database;
    }

    /**
     * The lock is held by a transaction that does nothing else. Were its connection lost, another
     * node might begin: the keys of the tables let only one of them make a leaf.
     */
    @Override
    public synchronized boolean alone(Consumer<Round> work) {
        return database.transactionResult(lock -> {
            var isOurs =
                    lock.dsl()
                            .fetchSingle("SELECT pg_try_advisory_xact_lock({0})", DSL.val(LOCK))
                            .get(0, boolean.class);
            if (isOurs) {
                work.accept(new AuditRound(database, numbers));
            }
            return isOurs;
        });
    }

    @Override
    public long size() {
        return AuditRows.size(database);
    }

    @Override
    public Optional<KeptCheckpoint> newest() {
        return database.selectFrom(AUDIT_CHECKPOINT)
                .orderBy(AUDIT_CHECKPOINT.SIZE.desc())
                .limit(1)
                .fetchOptional(row ->
                        new KeptCheckpoint(
                                new Checkpoint(
                                        row.getNote().lines().findFirst().orElse("?"),
                                        row.getSize(),
                                        Octets.of(row.getRoot())),
                                row.getNote(),
                                row.getMadeAt()));
    }

    @Override
    public List<Octets> tile(int level, TilePlace place) {
        return AuditRows.tile(database, level, place);
    }

    @Override
    public List<Octets> entries(TilePlace place) {
        var entries = new ArrayList<>(Collections.nCopies(place.width(), GONE));
        database.select(AUDIT_LEAF.LEAF_INDEX)
                .select(AuditRows.EVENT)
                .from(AUDIT_LEAF)
                .join(AUDIT_EVENT)
                .on(AUDIT_EVENT.SEQUENCE.eq(AUDIT_LEAF.SEQUENCE))
                .where(
                        AUDIT_LEAF.LEAF_INDEX.between(
                                place.first(), place.first() + place.width() - 1))
                .forEach(row ->
                        entries.set(
                                (int) (row.get(AUDIT_LEAF.LEAF_INDEX) - place.first()),
                                AuditRows.event(row).entry()));
        return entries;
    }

    @Override
    public Optional<Long> leafOf(long sequence) {
        return database.select(AUDIT_LEAF.LEAF_INDEX)
                .from(AUDIT_LEAF)
                .where(AUDIT_LEAF.SEQUENCE.eq(sequence))
                .fetchOptional(AUDIT_LEAF.LEAF_INDEX);
    }

    @Override
    public List<PlacedEvent> events(EventQuery query) {
        return database.select(AuditRows.EVENT)
                .select(AUDIT_LEAF.LEAF_INDEX)
                .from(AUDIT_EVENT)
                .leftJoin(AUDIT_LEAF)
                .on(AUDIT_LEAF.SEQUENCE.eq(AUDIT_EVENT.SEQUENCE))
                .where(asked(query))
                .orderBy(
                        query.after() == null
                                ? AUDIT_EVENT.SEQUENCE.desc()
                                : AUDIT_EVENT.SEQUENCE.asc())
                .limit(query.limit())
                .fetch(row ->
                        new PlacedEvent(AuditRows.event(row), row.get(AUDIT_LEAF.LEAF_INDEX)));
    }

    private static Condition asked(EventQuery query) {
        var asked = DSL.noCondition();
        if (query.after() != null) {
            asked = asked.and(AUDIT_EVENT.SEQUENCE.gt(query.after()));
        }
        if (query.before() != null) {
            asked = asked.and(AUDIT_EVENT.SEQUENCE.lt(query.before()));
        }
        if (query.kind() != null) {
            asked = asked.and(AUDIT_EVENT.KIND.eq(query.kind()));
        }
        if (query.actor() != null) {
            asked = asked.and(AUDIT_EVENT.ACTOR.containsIgnoreCase(query.actor()));
        }
        if (query.serial() != null) {
            asked =
                    asked.and(
                            DSL.condition(
                                    "{0} ->> 'serial' = {1}",
                                    AUDIT_EVENT.DETAILS, DSL.val(query.serial())));
        }
        return asked;
    }

    @Override
    public List<AuditRecord> unsealed(int limit) {
        return database.select(AuditRows.EVENT)
                .from(AUDIT_EVENT)
                .where(isUnsealed())
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .limit(limit)
                .fetch(AuditRows::event);
    }

    /** That no checkpoint has a leaf for it. */
    private static Condition isUnsealed() {
        return DSL.notExists(
                DSL.selectOne()
                        .from(AUDIT_LEAF)
                        .where(AUDIT_LEAF.SEQUENCE.eq(AUDIT_EVENT.SEQUENCE))
                        .and(AUDIT_LEAF.LEAF_INDEX.lt(sealedSize())));
    }

    /** How many leaves the newest checkpoint has. */
    private static Field<Long> sealedSize() {
        return DSL.field(
                DSL.select(DSL.coalesce(DSL.max(AUDIT_CHECKPOINT.SIZE), 0L))
                        .from(AUDIT_CHECKPOINT));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Leaves are in the order of commits, numbers of events are not: what was committed last may
     * have a lower number than what was sealed before. An event so late that {@value #LATE} others
     * were numbered and sealed meanwhile is sealed like any other, but not looked for here.
     */
    @Override
    public Optional<Instant> unsealedSince() {
        var highest =
                DSL.field(
                        DSL.select(AUDIT_LEAF.SEQUENCE)
                                .from(AUDIT_LEAF)
                                .where(AUDIT_LEAF.LEAF_INDEX.lt(sealedSize()))
                                .orderBy(AUDIT_LEAF.SEQUENCE.desc())
                                .limit(1));
        return database.select(AuditRows.EVENT)
                .from(AUDIT_EVENT)
                .where(AUDIT_EVENT.SEQUENCE.gt(DSL.coalesce(highest, (long) LATE).minus(LATE)))
                .and(isUnsealed())
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .limit(1)
                .fetchOptional(row -> AuditRows.event(row).at());
    }

    @Override
    public List<AuditKey> keys() {
        return database.selectFrom(AUDIT_KEY)
                .orderBy(AUDIT_KEY.NUMBER)
                .fetch(row ->
                        new AuditKey(
                                row.getNumber(),
                                new VerifierKey(row.getName(), Octets.of(row.getPublicKey())),
                                row.getToken(),
                                row.getLabel()));
    }

    @Override
    public void keep(AuditKey key, Instant at, Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var kept =
                    transaction
                            .insertInto(AUDIT_KEY)
                            .set(AUDIT_KEY.NUMBER, key.number())
                            .set(AUDIT_KEY.PUBLIC_KEY, key.verifier().publicKey().toArray())
                            .set(AUDIT_KEY.NAME, key.verifier().name())
                            .set(AUDIT_KEY.TOKEN, key.token())
                            .set(AUDIT_KEY.LABEL, key.label())
                            .set(AUDIT_KEY.MADE_AT, at)
                            .onConflictDoNothing()
                            .execute();
            if (kept == 1) {
                AuditInsert.insert(
                        transaction,
                        at,
                        actor,
                        new AuditEvent.AuditKeyRecorded(
                                key.verifier().name(),
                                key.token(),
                                key.verifier().publicKey().sha256()));
            }
        });
    }
}
