package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUDIT_CHECKPOINT;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.AUDIT_LEAF;
import static org.lineageca.db.Tables.AUDIT_SUBTREE;

import java.util.List;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.audit.log.AuditRecord;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.TreeGrowth;
import org.lineageca.ca.audit.log.TreeHash;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.ca.sealing.KeptCheckpoint;
import org.lineageca.octets.Octets;

/** A round of sealing, by the node that holds the lock. */
final class AuditRound implements AuditLedger.Round {

    private static final String INSERT =
            """
            INSERT INTO audit_leaf (leaf_index, sequence, hash)
            SELECT leaf_index, sequence, hash FROM unnest(?, ?, ?) AS leaf (leaf_index, sequence, hash)
            """;

    /** Events that become leaves in one transaction: a quarter of a second's work or so. */
    private static final int BATCH = 4096;

    private final DSLContext database;
    private final SettledNumbers numbers;
    private final long settled;
    private long after;

    AuditRound(DSLContext database, SettledNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
        this.settled = numbers.look(database);
        this.after = numbers.settled();
    }

    @Override
    public boolean append() {
        var events = next();
        if (!events.isEmpty()) {
            database.transaction(configuration -> append(configuration.dsl(), events));
            after = events.getLast().sequence();
        }
        if (events.size() == BATCH) {
            return true;
        }
        numbers.sealed(settled);
        return false;
    }

    private List<AuditRecord> next() {
        return database.select(AuditRows.EVENT)
                .from(AUDIT_EVENT)
                .where(AUDIT_EVENT.SEQUENCE.gt(after))
                .andNotExists(
                        DSL.selectOne()
                                .from(AUDIT_LEAF)
                                .where(AUDIT_LEAF.SEQUENCE.eq(AUDIT_EVENT.SEQUENCE))
                                .and(AUDIT_LEAF.SEQUENCE.gt(after)))
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .limit(BATCH)
                .fetch(AuditRows::event);
    }

    private static void append(DSLContext transaction, List<AuditRecord> events) {
        var size = AuditRows.size(transaction);
        var hashes = events.stream().map(event -> TreeHash.leaf(event.entry())).toList();
        transaction.connection(connection -> {
            try (var rows = ManyRows.of(connection, INSERT)) {
                rows.numbers(LongStream.range(size, size + events.size()).boxed().toList())
                        .numbers(events.stream().map(AuditRecord::sequence).toList())
                        .octets(hashes)
                        .insert();
            }
        });
        var completed =
                TreeGrowth.completed(
                        (level, place) -> AuditRows.tile(transaction, level, place), size, hashes);
        for (var subtree : completed) {
            transaction
                    .insertInto(AUDIT_SUBTREE)
                    .set(AUDIT_SUBTREE.LEVEL, (short) subtree.level())
                    .set(AUDIT_SUBTREE.SUBTREE_INDEX, subtree.index())
                    .set(AUDIT_SUBTREE.HASH, subtree.hash().toArray())
                    .execute();
        }
    }

    @Override
    public long size() {
        return AuditRows.size(database);
    }

    @Override
    public long countFrom(long leaf) {
        return database.selectCount()
                .from(AUDIT_LEAF)
                .where(AUDIT_LEAF.LEAF_INDEX.ge(leaf))
                .fetchSingle(0, long.class);
    }

    @Override
    public List<Octets> tile(int level, TilePlace place) {
        return AuditRows.tile(database, level, place);
    }

    @Override
    public void keep(KeptCheckpoint checkpoint) {
        database.insertInto(AUDIT_CHECKPOINT)
                .set(AUDIT_CHECKPOINT.SIZE, checkpoint.checkpoint().size())
                .set(AUDIT_CHECKPOINT.ROOT, checkpoint.checkpoint().root().toArray())
                .set(AUDIT_CHECKPOINT.NOTE, checkpoint.note())
                .set(AUDIT_CHECKPOINT.MADE_AT, checkpoint.madeAt())
                .execute();
    }
}
