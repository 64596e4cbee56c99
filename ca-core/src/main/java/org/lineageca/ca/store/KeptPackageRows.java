package org.lineageca.ca.store;

import static org.lineageca.db.Tables.EXCHANGE_PACKAGE;
import static org.lineageca.db.Tables.EXCHANGE_PARTNER;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.lineageca.ca.exchange.courier.ExchangeLedger.CarriedPackage;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.KeptPackage.Direction;
import org.lineageca.octets.Octets;

/** What is on record about packages; a list of them leaves their octets where they are. */
final class KeptPackageRows {

    private static final Field<Integer> LENGTH =
            DSL.function("octet_length", Integer.class, EXCHANGE_PACKAGE.OCTETS).as("length");

    private KeptPackageRows() {}

    static List<KeptPackage> newest(DSLContext database, int limit) {
        return select(database, List.of())
                .orderBy(EXCHANGE_PACKAGE.AT.desc(), EXCHANGE_PACKAGE.SEQUENCE.desc())
                .limit(limit)
                .fetch(KeptPackageRows::kept);
    }

    static Optional<CarriedPackage> find(DSLContext database, Octets manifestSha256) {
        return select(database, List.of(EXCHANGE_PACKAGE.OCTETS))
                .where(EXCHANGE_PACKAGE.MANIFEST_SHA256.eq(manifestSha256.toArray()))
                // Of a partner that was removed and pinned anew: the same package, taken twice.
                .orderBy(EXCHANGE_PACKAGE.PARTNER_ID.desc())
                .limit(1)
                .fetchOptional(row ->
                        new CarriedPackage(kept(row), Octets.of(row.get(EXCHANGE_PACKAGE.OCTETS))));
    }

    private static SelectOnConditionStep<Record> select(DSLContext database, List<Field<?>> more) {
        return database.select(
                        EXCHANGE_PARTNER.NAME,
                        EXCHANGE_PACKAGE.DIRECTION,
                        EXCHANGE_PACKAGE.SEQUENCE,
                        EXCHANGE_PACKAGE.KIND,
                        EXCHANGE_PACKAGE.MANIFEST_SHA256,
                        LENGTH,
                        EXCHANGE_PACKAGE.AT,
                        EXCHANGE_PACKAGE.ACTOR)
                .select(more)
                .from(EXCHANGE_PACKAGE)
                .join(EXCHANGE_PARTNER)
                .on(EXCHANGE_PARTNER.PARTNER_ID.eq(EXCHANGE_PACKAGE.PARTNER_ID));
    }

    private static KeptPackage kept(Record row) {
        return new KeptPackage(
                row.get(EXCHANGE_PARTNER.NAME),
                Direction.valueOf(row.get(EXCHANGE_PACKAGE.DIRECTION)),
                row.get(EXCHANGE_PACKAGE.SEQUENCE),
                row.get(EXCHANGE_PACKAGE.KIND),
                Octets.of(row.get(EXCHANGE_PACKAGE.MANIFEST_SHA256)),
                row.get(LENGTH),
                row.get(EXCHANGE_PACKAGE.AT),
                row.get(EXCHANGE_PACKAGE.ACTOR));
    }
}
