package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CEREMONY_RUN;

import java.util.Optional;
import org.jooq.DSLContext;
import org.lineageca.ca.exchange.courier.OwnExchangeKey;
import org.lineageca.octets.Octets;

/**
 * The exchange key of an offline installation, whose token is locked most of the time: the one that
 * signed the record of its last ceremony.
 */
public final class JooqOwnExchangeKey implements OwnExchangeKey {

    private final DSLContext database;

    public JooqOwnExchangeKey(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<Octets> publicKey() {
        return database.select(CEREMONY_RUN.EXCHANGE_KEY)
                .from(CEREMONY_RUN)
                .where(CEREMONY_RUN.KIND.eq("REAL"))
                .and(CEREMONY_RUN.EXCHANGE_KEY.isNotNull())
                .orderBy(CEREMONY_RUN.RUN_ID.desc())
                .limit(1)
                .fetchOptional(row -> Octets.of(row.value1()));
    }
}
