package org.lineageca.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Rows of certificates in an installation's status tables, every tenth of them revoked. */
final class BenchCertificates implements AutoCloseable {

    /** The same as {@link #serial}: 16 octets, the first between 40 and 7f. */
    private static final String SERIAL =
            "set_byte(substr(sha256(convert_to('bench' || i, 'UTF8')), 1, 16), 0,"
                    + " 64 | (get_byte(sha256(convert_to('bench' || i, 'UTF8')), 0) & 63))";

    private final InstallationDatabase database;
    private final Connection owner;
    private final int generation;
    private final byte[] issuerName;
    private final byte[] issuerKey;
    private int issued;

    private BenchCertificates(InstallationDatabase database) throws IOException, SQLException {
        this.database = database;
        this.owner = database.owner();
        try (var statement = owner.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT generation_id, subject, spki FROM generation JOIN authority USING (authority_id)
                                JOIN lineage USING (lineage_id) WHERE role = 'tls-servers' AND state = 'Enabled'\
                                """)) {
            row.next();
            generation = row.getInt(1);
            issuerName = row.getBytes(2);
            issuerKey = row.getBytes(3);
        }
    }

    private BenchCertificates(BenchCertificates other, int generation)
            throws IOException, SQLException {
        this.database = other.database;
        this.owner = database.owner();
        this.generation = generation;
        this.issuerName = other.issuerName;
        this.issuerKey = other.issuerKey;
    }

    /** Of the generation that issues to servers; none of them is there yet. */
    static BenchCertificates of(Path data) throws IOException, SQLException {
        return of(data, 0);
    }

    /** The same, of which so many were issued over another connection. */
    static BenchCertificates of(Path data, int issued) throws IOException, SQLException {
        var certificates = new BenchCertificates(new InstallationDatabase(data));
        certificates.issued = issued;
        return certificates;
    }

    /**
     * So many of a generation that was destroyed long ago: their tables are filled before they
     * become part of the others, without a log and by all processors, or it would take minutes.
     *
     * @param label its label, 16 octets
     */
    BenchCertificates ofAnotherGeneration(String label, int number)
            throws IOException, SQLException {
        int another;
        try (var statement = owner.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                INSERT INTO generation (authority_id, lineage_id, number, label, spki, token, key_id,
                                    algorithm, state, state_since, ca_issuers_uri)
                                SELECT authority_id, lineage_id, 9000 + (SELECT count(*) FROM generation), '%2$s', '%2$s', 'bench', '%2$s',
                                    algorithm, 'Destroyed', now(), 'http://bench.invalid/%2$s'
                                FROM generation WHERE generation_id = %1$d RETURNING generation_id\
                                """
                                        .formatted(generation, label))) {
            row.next();
            another = row.getInt(1);
        }
        var filled = new BenchCertificates(this, another);
        filled.fill(number);
        return filled;
    }

    private void fill(int number) throws IOException, SQLException {
        var certificates = "certificate_g" + generation;
        var revocations = "revocation_g" + generation;
        execute(
                owner,
                "CREATE UNLOGGED TABLE %s (LIKE certificate INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
                        .formatted(certificates),
                "CREATE UNLOGGED TABLE %s (LIKE revocation INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
                        .formatted(revocations));
        inParts(number, (from, to) -> insertCertificates(certificates, from, to));
        execute(
                owner,
                """
                INSERT INTO %s (generation_id, serial, revoked_at, reason, revoked_by, change, not_after)
                SELECT generation_id, serial, not_before, 4, 'bench', -row_number() OVER (), not_after
                FROM %s WHERE request_sha256 IS NOT NULL\
                """
                        .formatted(revocations, certificates),
                "SET maintenance_work_mem = '1GB'",
                attached("certificate", certificates),
                attached("revocation", revocations),
                "VACUUM ANALYZE " + certificates,
                "VACUUM ANALYZE " + revocations,
                "CHECKPOINT");
        issued = number;
    }

    /** Every tenth says that it was asked for by a request: those are revoked. */
    private String insertCertificates(String table, int from, int to) {
        return """
        INSERT INTO %s (generation_id, serial, profile, subject, names, not_before, not_after, spki_sha256,
            request_sha256, tbs_sha256, intended_at, intended_by)
        SELECT %d, set_byte(digest, 0, 64 | (get_byte(digest, 0) & 63)), 'ocsp-signer', 'CN=bench', '{}', now(),
            now() + interval '90 days', sha256(digest), CASE WHEN i %% 10 = 0 THEN 'r'::bytea END, 't', now(), 'bench'
        FROM (SELECT i, substr(sha256(convert_to('bench' || i, 'UTF8')), 1, 16) AS digest
            FROM generate_series(%d, %d) i OFFSET 0) numbered\
        """
                .formatted(table, generation, from, to - 1);
    }

    private String attached(String parent, String partition) {
        return "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%d)"
                .formatted(parent, partition, generation);
    }

    private interface Part {
        String statement(int from, int to);
    }

    /** Has each processor execute its part. */
    private void inParts(int number, Part part) throws IOException, SQLException {
        var parts = Runtime.getRuntime().availableProcessors();
        var inserts = new ArrayList<CompletableFuture<Void>>();
        try (var threads = Executors.newFixedThreadPool(parts)) {
            for (var i = 0; i < parts; i++) {
                var statement =
                        part.statement(
                                (int) ((long) number * i / parts),
                                (int) ((long) number * (i + 1) / parts));
                var connection = database.owner();
                inserts.add(
                        CompletableFuture.runAsync(
                                () -> executeAndClose(connection, statement), threads));
            }
        }
        inserts.forEach(CompletableFuture::join);
    }

    private static void executeAndClose(Connection connection, String statement) {
        try (connection) {
            execute(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    /** Adds what is missing up to this number. */
    void issue(int number) throws SQLException {
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('status_change'))");
            statement.execute(
                    """
                    INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before,
                        not_after, spki_sha256, tbs_sha256, intended_at, intended_by)
                    SELECT %d, %s, 'tls-server', 'CN=bench', '{}', now(), now() + interval '90 days',
                        sha256(int4send(i)), sha256('t'), now(), 'bench'
                    FROM generate_series(%d, %d) i\
                    """
                            .formatted(generation, SERIAL, issued, number - 1));
            statement.execute(revocation("WHERE i % 10 = 0", issued, number - 1));
        }
        owner.commit();
        owner.setAutoCommit(true);
        try (var statement = owner.createStatement()) {
            statement.execute("VACUUM ANALYZE certificate");
            statement.execute("VACUUM ANALYZE revocation");
            statement.execute("CHECKPOINT");
        }
        issued = number;
    }

    /** What the responder asks, with a place for an array of serial numbers. */
    String lookUp() {
        return """
        SELECT c.serial, r.revoked_at, r.reason, r.not_after FROM certificate c
        LEFT JOIN revocation r ON r.generation_id = %1$d AND r.serial = c.serial
        WHERE c.generation_id = %1$d AND c.serial = ANY (?)\
        """
                .formatted(generation);
    }

    /** A connection that may do what the responder may. */
    Connection asResponder() throws IOException, SQLException {
        return database.as("responder", "responder");
    }

    /** Revokes one of them, which is committed when this returns. */
    void revoke(int number) throws SQLException {
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('status_change'))");
            statement.execute(revocation("WHERE i = " + number, number, number));
        }
        owner.commit();
        owner.setAutoCommit(true);
    }

    private String revocation(String which, int from, int to) {
        return """
        INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change)
        SELECT %d, %s, now(), 4, 'bench', nextval('status_change') FROM generate_series(%d, %d) i %s\
        """
                .formatted(generation, SERIAL, from, to, which);
    }

    int issued() {
        return issued;
    }

    /** DER Name. */
    byte[] issuerName() {
        return issuerName.clone();
    }

    /** DER SubjectPublicKeyInfo. */
    byte[] issuerKey() {
        return issuerKey.clone();
    }

    /** The serial number of one of them: content octets of the INTEGER. */
    static byte[] serial(int number) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("bench" + number).getBytes(StandardCharsets.UTF_8));
            digest[0] = (byte) (64 | (digest[0] & 63));
            return Arrays.copyOf(digest, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
