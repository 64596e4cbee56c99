package org.lineageca.ca.store;

import java.util.HashSet;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Up to which sequence number nothing can be committed any more.
 *
 * <p>A number is given out before its event is committed, and transactions end in any order. But a
 * transaction takes the table's lock (ROW EXCLUSIVE) before it takes a number, and holds it until
 * what it did is visible. So when every transaction that had that lock after a number was given out
 * is gone, all events up to that number are visible or will never be.
 */
final class SettledNumbers {

    private static final String LAST_NUMBER =
            "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM audit_event_sequence_seq";

    private static final String WRITERS =
            """
            SELECT virtualtransaction FROM pg_locks
            WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
                AND relation = 'audit_event'::regclass
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private long settled;
    private long given;
    private Set<String> writers = Set.of();

    /** Looks how things stand; what is read from the table after it is seen up to that number. */
    long look(DSLContext database) {
        if (writers.isEmpty()) {
            // The order counts: the writers of these numbers are among those seen afterwards.
            given = database.fetchSingle(LAST_NUMBER).get(0, Long.class);
            writers = present(database);
            if (given < settled) {
                // Numbers went back: the database is an older one, or a new one.
                settled = 0;
            }
        } else {
            writers.retainAll(present(database));
        }
        return writers.isEmpty() ? given : settled;
    }

    /** All up to that number are sealed. */
    void sealed(long number) {
        settled = number;
    }

    /** Events up to this number need not be looked for. */
    long settled() {
        return settled;
    }

    private static Set<String> present(DSLContext database) {
        return new HashSet<>(database.fetch(WRITERS).getValues(0, String.class));
    }
}
