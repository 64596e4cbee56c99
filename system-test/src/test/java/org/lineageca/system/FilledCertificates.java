package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Certificates that are on record as if they had been issued, by the generations that issue to
 * servers: the same columns, indexes and counts, but no signature, and no audit event.
 *
 * <p>Rows come in the order of the primary key, the other indexes are made anew when all are there,
 * and nothing is checked row by row: otherwise ten million would take hours.
 */
final class FilledCertificates implements AutoCloseable {

    /**
     * One of them.
     *
     * @param serial hexadecimal digits
     * @param fingerprint SHA-256 of the certificate, hexadecimal digits
     * @param host its name
     */
    record One(String serial, String fingerprint, String host) {

        /** That of ten hosts. */
        String domain() {
            return host.substring(host.indexOf('.') + 1);
        }

        /** What one in 16 to the power of so many has. */
        String beginning(int digits) {
            return host.substring(0, "host-".length() + digits);
        }
    }

    /** Nothing but an index; keys and what refers to them stay. */
    private static final String INDEXES =
            """
            SELECT indexname, indexdef FROM pg_indexes
            WHERE tablename IN ('certificate', 'signed_certificate', 'revocation') AND indexname NOT LIKE '%_pkey'\
            """;

    private final InstallationDatabase database;
    private final Connection owner;

    /** Their numbers and one profile of each, as SQL arrays. */
    private final String generations;

    private final String profiles;

    private FilledCertificates(InstallationDatabase database) throws IOException, SQLException {
        this.database = database;
        this.owner = database.owner();
        this.generations = array("generation_id::text");
        this.profiles = array("quote_literal(profile)");
    }

    /**
     * So many in an installation, unless they are there from an earlier run.
     *
     * @param step is told before they are put there
     */
    static FilledCertificates in(Installation lineage, int number, Runnable step)
            throws IOException, SQLException {
        var filled = new FilledCertificates(new InstallationDatabase(lineage.data()));
        var mark = lineage.folder().resolve("filled");
        if (!Files.exists(mark)) {
            step.run();
            filled.fill(number);
            Files.writeString(mark, Integer.toString(number));
        }
        if (!Files.readString(mark).equals(Integer.toString(number))) {
            throw new IllegalArgumentException(
                    "%s has %s certificates on record, not %s. Nothing was measured. Say --certificates=%2$s, or keep these in another folder."
                            .formatted(lineage.folder(), Files.readString(mark), number));
        }
        return filled;
    }

    private String array(String what) throws SQLException {
        var query =
                """
                SELECT 'ARRAY[' || string_agg(%s, ',' ORDER BY generation_id) || ']' FROM
                    (SELECT generation_id, max(name) AS profile FROM generation JOIN lineage USING (lineage_id) JOIN profile USING (lineage_id)
                    WHERE role <> 'officers' AND state = 'Enabled' GROUP BY generation_id) AS issuing\
                """
                        .formatted(what);
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Puts so many on record, as many of each generation, a share of a 256th revoked. */
    private void fill(int number) throws IOException, SQLException {
        var indexes = indexes();
        execute(owner, indexes.stream().map(index -> "DROP INDEX " + index.name()).toList());
        try {
            insert(number);
        } finally {
            execute(owner, List.of("SET maintenance_work_mem = '1GB'"));
            execute(owner, indexes.stream().map(Index::definition).toList());
        }
        execute(
                owner,
                List.of(
                        "VACUUM ANALYZE certificate",
                        "VACUUM ANALYZE signed_certificate",
                        "VACUUM ANALYZE revocation",
                        "SELECT recount_population()",
                        "CHECKPOINT"));
    }

    private void insert(int number) throws IOException, SQLException {
        var octets =
                number(
                        "SELECT coalesce(avg(octet_length(der))::int, 800) FROM signed_certificate WHERE generation_id = ANY (%s)"
                                .formatted(generations));
        inParts(number, rows -> List.of(certificates(rows), signed(rows, octets)));
        insert(database.owner(), List.of(revocations()));
    }

    private record Index(String name, String definition) {}

    private List<Index> indexes() throws SQLException {
        var indexes = new ArrayList<Index>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                // As the owner's, on the whole table.
                indexes.add(
                        new Index(
                                rows.getString(1), rows.getString(2).replace(" ON ONLY ", " ON ")));
            }
        }
        return indexes;
    }

    private interface Part {
        List<String> statements(String rows);
    }

    /** Each processor takes its part. */
    private void inParts(int number, Part part) throws IOException, SQLException {
        var parts = Runtime.getRuntime().availableProcessors();
        var ends = new ArrayList<CompletableFuture<Void>>();
        try (var threads = Executors.newFixedThreadPool(parts)) {
            for (var i = 0; i < parts; i++) {
                var rows =
                        numbered(
                                (long) number * i / parts, (long) number * (i + 1) / parts, number);
                var connection = database.owner();
                ends.add(
                        CompletableFuture.runAsync(
                                () -> insert(connection, part.statements(rows)), threads));
            }
        }
        ends.forEach(CompletableFuture::join);
    }

    private String certificates(String rows) {
        return """
        INSERT INTO certificate (generation_id, serial, profile, profile_version, subject, names, not_before, not_after,
            spki_sha256, key_type, request_sha256, tbs_sha256, intended_at, intended_by)
        SELECT %s, serial, %s, 1, 'CN=' || host, ARRAY['DNS:' || host, 'DNS:www.' || host],
            issued, issued + interval '90 days' - interval '1 second', sha256(serial), 'ec-p256',
            sha256('r' || serial), sha256('t' || serial), issued, 'filled'
        FROM (%s) AS numbered\
        """
                .formatted(share(generations), share(profiles), rows);
    }

    private static String share(String array) {
        return "(%s)[1 + i %% array_length(%1$s, 1)]".formatted(array);
    }

    private String signed(String rows, long octets) {
        return """
        INSERT INTO signed_certificate (generation_id, serial, sha256, der, recorded_at)
        SELECT %s, serial, sha256('c' || serial), convert_to(repeat('x', %d), 'UTF8'), issued FROM (%s) AS numbered\
        """
                .formatted(share(generations), octets, rows);
    }

    private String revocations() {
        return """
        INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change, not_after, profile, key_type)
        SELECT generation_id, serial, now(), 4, 'filled', nextval('status_change'), not_after, profile, key_type
        FROM certificate WHERE generation_id = ANY (%s) AND intended_by = 'filled' AND get_byte(serial, 7) = 0\
        """
                .formatted(generations);
    }

    /**
     * Serial numbers ascend, and are even over all there may be. The newest were issued just now,
     * the oldest ninety days ago.
     */
    private static String numbered(long from, long to, int number) {
        return """
        SELECT i, int4send((1073741824 + i * 1073741823 / %3$d)::int) || substr(digest, 1, 12) AS serial,
            'host-' || encode(substr(digest, 13, 4), 'hex') || '.d' || i / 10 || '.shop.example' AS host,
            now() - (i * 7919 %% %3$d) * (interval '90 days' / %3$d) AS issued
        FROM (SELECT i, sha256(int8send(i)) AS digest FROM generate_series(%1$d::bigint, %2$d) i OFFSET 0) AS hashed
        """
                .formatted(from, to - 1, number);
    }

    private static void insert(Connection connection, List<String> statements) {
        try (connection) {
            // No triggers, and no look at what a row refers to.
            execute(connection, List.of("SET session_replication_role = replica"));
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All there are of the generations, the issued ones, too. */
    long onRecord() throws SQLException {
        return number(
                "SELECT count(*) FROM certificate WHERE generation_id = ANY (%s)"
                        .formatted(generations));
    }

    /** What they take on disk, with indexes. */
    long octets() throws SQLException {
        return number(
                """
                SELECT sum(pg_total_relation_size((kind || '_g' || generation)::regclass))::bigint FROM
                    unnest(ARRAY['certificate', 'signed_certificate', 'revocation']) AS kind, unnest(%s) AS generation\
                """
                        .formatted(generations));
    }

    /** Some of them, from anywhere. */
    List<One> some(int number) throws SQLException {
        var some = new ArrayList<One>();
        try (var statement = owner.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT encode(c.serial, 'hex'), encode(s.sha256, 'hex'), substr(c.subject, 4)
                                FROM (SELECT int4send(1073741824 + floor(random() * 1060000000)::int) AS place
                                    FROM generate_series(1, %2$d) OFFSET 0) AS places
                                CROSS JOIN LATERAL (SELECT generation_id, serial, subject FROM certificate
                                    WHERE generation_id = ANY (%1$s) AND intended_by = 'filled' AND serial >= place
                                    ORDER BY serial LIMIT 1) AS c
                                CROSS JOIN LATERAL (SELECT sha256 FROM signed_certificate
                                    WHERE generation_id = c.generation_id AND serial = c.serial) AS s\
                                """
                                        .formatted(generations, number))) {
            while (rows.next()) {
                some.add(new One(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return some;
    }

    private long number(String query) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, List<String> statements)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
