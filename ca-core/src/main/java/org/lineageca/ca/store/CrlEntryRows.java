package org.lineageca.ca.store;

import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.HashMap;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.crl.CrlExtent;
import org.lineageca.ca.crl.EntryShape;
import org.lineageca.ca.crl.TbsCertListWriter;

/**
 * The revocations that a CRL tells, of one snapshot: counted by shape, then streamed in the order
 * of their serial numbers.
 */
final class CrlEntryRows {

    private final DSLContext snapshot;
    private final Condition which;
    private final TreeSet<Integer> serialOctets = new TreeSet<>();

    /**
     * @param snapshot a transaction of isolation level REPEATABLE READ
     */
    CrlEntryRows(DSLContext snapshot, Condition which) {
        this.snapshot = snapshot;
        this.which = which;
    }

    CrlExtent extent() {
        var octets = DSL.function("octet_length", Integer.class, REVOCATION.SERIAL);
        var generalized = DSL.field(REVOCATION.REVOKED_AT.ge(inline(EntryShape.GENERALIZED)));
        var reason = DSL.field(REVOCATION.REASON.ne(DSL.inline((short) 0)));
        var invalidity = DSL.field(REVOCATION.INVALIDITY_DATE.isNotNull());
        var counts = new HashMap<EntryShape, Long>();
        snapshot.select(octets, generalized, reason, invalidity, DSL.count().cast(Long.class))
                .from(REVOCATION)
                .where(which)
                .groupBy(octets, generalized, reason, invalidity)
                .forEach(row -> {
                    serialOctets.add(row.value1());
                    counts.put(
                            new EntryShape(row.value1(), row.value2(), row.value3(), row.value4()),
                            row.value5());
                });
        return CrlExtent.of(counts);
    }

    /**
     * By number: the octets have no leading zeros, so the shorter is the smaller, and among those
     * of one length the order of octets is that of numbers.
     */
    void writeTo(TbsCertListWriter writer) {
        for (var octets : serialOctets) {
            var entries =
                    snapshot.select(
                                    REVOCATION.SERIAL,
                                    REVOCATION.REVOKED_AT,
                                    REVOCATION.REASON,
                                    REVOCATION.INVALIDITY_DATE)
                            .from(REVOCATION)
                            .where(which)
                            .and(
                                    DSL.function("octet_length", Integer.class, REVOCATION.SERIAL)
                                            .eq(octets))
                            .orderBy(REVOCATION.SERIAL);
            CopiedEntries.copy(snapshot, entries, writer);
        }
    }

    private static org.jooq.Field<Instant> inline(Instant instant) {
        return DSL.inline(instant, REVOCATION.REVOKED_AT);
    }
}
