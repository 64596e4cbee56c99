package org.lineageca.ca.lifecycle;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Tables that each test finds empty, and what refers to them. Whoever still writes is waited for.
 *
 * <p>TRUNCATE gives each table and each index new files, and has every connection forget what it
 * knew of them: to delete the few rows that a test leaves takes a hundredth of the time.
 */
final class EmptyTables {

    /** Deleted rows stay in the files: these are not to grow for good. */
    private static final long MOST_OCTETS = 4L << 20;

    private final DSLContext owner;
    private final List<String> names;

    /**
     * Of a database that has been migrated.
     *
     * @param listed with commas between them
     */
    EmptyTables(DSLContext owner, String listed) {
        this.owner = owner;
        this.names =
                owner.fetch(
                                """
                                WITH RECURSIVE emptied AS (
                                    SELECT to_regclass(name)::oid AS oid FROM unnest(string_to_array('%s', ', ')) AS name
                                    UNION SELECT conrelid FROM emptied JOIN pg_constraint ON confrelid = emptied.oid
                                        JOIN pg_class ON pg_class.oid = conrelid WHERE contype = 'f' AND NOT relispartition)
                                SELECT oid::regclass::text FROM emptied\
                                """
                                        .formatted(listed))
                        .getValues(0, String.class);
    }

    /** Their numbers begin anew. */
    void empty() {
        var octets =
                owner.fetchValue(
                        "SELECT sum(pg_table_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        if (((Number) octets).longValue() > MOST_OCTETS) {
            owner.execute("TRUNCATE %s RESTART IDENTITY".formatted(String.join(", ", names)));
        } else {
            owner.transaction(each -> delete(each.dsl()));
        }
    }

    private void delete(DSLContext owner) {
        owner.execute("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(String.join(", ", names)));
        // No look at what a row refers to.
        owner.execute("SET LOCAL session_replication_role = replica");
        owner.execute(names.stream().map("DELETE FROM "::concat).collect(Collectors.joining("; ")));
        owner.fetch(
                """
                SELECT setval(seqrelid, seqstart, false) FROM pg_sequence
                JOIN pg_depend ON objid = seqrelid AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
                WHERE refobjid = ANY ('{%s}'::regclass[])\
                """
                        .formatted(String.join(", ", names)));
    }
}
