package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.AUDIT_LEAF;
import static org.lineageca.db.Tables.AUDIT_SUBTREE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.lineageca.ca.audit.log.AuditRecord;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.TreeHash;
import org.lineageca.octets.Octets;

/** Reads events and hashes as they stand in the tables, whatever was done to them there. */
final class AuditRows {

    /** Null where it is infinite, which is no time in Java. */
    private static final Field<Instant> AT =
            DSL.when(DSL.condition("isfinite({0})", AUDIT_EVENT.AT), AUDIT_EVENT.AT).as("at");

    private static final Field<JSONB> DETAILS = AUDIT_EVENT.DETAILS;

    /** What {@link #event} takes. */
    static final List<SelectField<?>> EVENT =
            List.of(AUDIT_EVENT.SEQUENCE, AT, AUDIT_EVENT.ACTOR, AUDIT_EVENT.KIND, DETAILS);

    private static final Octets MISSING = Octets.of(new byte[TreeHash.LENGTH]);

    private AuditRows() {}

    static AuditRecord event(Record row) {
        var at = row.get(AT);
        return new AuditRecord(
                row.get(AUDIT_EVENT.SEQUENCE),
                at == null ? Instant.MAX : at,
                row.get(AUDIT_EVENT.ACTOR),
                row.get(AUDIT_EVENT.KIND),
                row.get(DETAILS).data());
    }

    static List<Octets> tile(DSLContext database, int level, TilePlace place) {
        var first = place.first();
        var last = first + place.width() - 1;
        var rows =
                level == 0
                        ? database.select(AUDIT_LEAF.LEAF_INDEX, AUDIT_LEAF.HASH)
                                .from(AUDIT_LEAF)
                                .where(AUDIT_LEAF.LEAF_INDEX.between(first, last))
                                .fetchMap(AUDIT_LEAF.LEAF_INDEX, AUDIT_LEAF.HASH)
                        : database.select(AUDIT_SUBTREE.SUBTREE_INDEX, AUDIT_SUBTREE.HASH)
                                .from(AUDIT_SUBTREE)
                                .where(AUDIT_SUBTREE.LEVEL.eq((short) level))
                                .and(AUDIT_SUBTREE.SUBTREE_INDEX.between(first, last))
                                .fetchMap(AUDIT_SUBTREE.SUBTREE_INDEX, AUDIT_SUBTREE.HASH);
        return hashes(rows, place);
    }

    private static List<Octets> hashes(Map<Long, byte[]> rows, TilePlace place) {
        var hashes = new ArrayList<>(Collections.nCopies(place.width(), MISSING));
        rows.forEach((index, hash) -> hashes.set((int) (index - place.first()), hash(hash)));
        return hashes;
    }

    /** Of another length only where constraints were dropped. */
    private static Octets hash(byte[] hash) {
        return hash.length == TreeHash.LENGTH ? Octets.of(hash) : MISSING;
    }

    static long size(DSLContext database) {
        var last = database.select(DSL.max(AUDIT_LEAF.LEAF_INDEX)).from(AUDIT_LEAF).fetchSingle();
        return last.value1() == null ? 0 : last.value1() + 1;
    }
}
