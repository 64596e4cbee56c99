package org.lineageca.ocsp.store;

import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.HEARTBEAT;
import static org.lineageca.db.Tables.OCSP_SIGNER;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.lineageca.ocsp.status.Origin;
import org.lineageca.ocsp.status.StatusUnavailableException;

/** Whether a database is the CA's own or a copy, and how far a copy goes. */
final class DatabaseOrigin {

    /** Everything that is read here: a subscriber must have all of it. */
    private static final List<Table<?>> TABLES =
            List.of(
                    AUTHORITY,
                    GENERATION,
                    CA_CERTIFICATE,
                    OCSP_SIGNER,
                    CERTIFICATE,
                    REVOCATION,
                    CRL_SCOPE,
                    CRL,
                    HEARTBEAT);

    private static final Field<Boolean> IS_REPLICA =
            DSL.field("pg_is_in_recovery()", SQLDataType.BOOLEAN);

    private static final Field<Integer> SUBSCRIBED = subscribed("");

    /** While a table is copied for the first time it is behind the others, and behind heartbeat. */
    private static final Field<Integer> IN_STEP = subscribed(" AND srsubstate = 'r'");

    private final DSLContext db;
    private final boolean isCopy;

    /**
     * Of this database.
     *
     * @param isCopy whether it is known to be a copy, whatever it says of itself
     */
    DatabaseOrigin(DSLContext db, boolean isCopy) {
        this.db = db;
        this.isCopy = isCopy;
    }

    private static Field<Integer> subscribed(String condition) {
        var names = TABLES.stream().map(table -> DSL.inline(table.getName())).toList();
        return DSL.field(
                "(SELECT count(*) FROM pg_subscription_rel JOIN pg_class ON pg_class.oid = srrelid WHERE relname IN ({0})"
                        + condition
                        + ")",
                SQLDataType.INTEGER,
                DSL.list(names));
    }

    Origin read() {
        var row = db.select(IS_REPLICA, SUBSCRIBED, IN_STEP, heartbeat()).fetchSingle();
        var isReplica = row.value1();
        var isSubscriber = row.value2() > 0;
        if (!isReplica && (isSubscriber || isCopy) && row.value3() < TABLES.size()) {
            throw new StatusUnavailableException(
                    "this copy of the database has %d of %d tables in step with it; the others are not subscribed to, or still copied for the first time"
                            .formatted(row.value3(), TABLES.size()),
                    null);
        }
        if (!isReplica && !isSubscriber) {
            return new Origin.Records();
        }
        var beat = row.value4();
        if (beat == null) {
            throw new StatusUnavailableException(
                    "this copy of the database does not say how old it is: the table heartbeat is empty",
                    null);
        }
        return new Origin.Copy(beat);
    }

    private static Field<Instant> heartbeat() {
        return DSL.field(DSL.select(DSL.max(HEARTBEAT.AT)).from(HEARTBEAT));
    }
}
