package org.lineageca.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** Rows of certificates in an installation's status tables, every tenth of them revoked. */
final class BenchCertificates implements AutoCloseable {

    private static final long SEED = 20_261_121;

    /** The same as {@link #serial}: 16 octets, the first between 40 and 7f. */
    private static final String SERIAL =
            "set_byte(substr(sha256(convert_to('bench' || i, 'UTF8')), 1, 16), 0,"
                    + " 64 | (get_byte(sha256(convert_to('bench' || i, 'UTF8')), 0) & 63))";

    /** What the responder asks for one certificate. */
    private static final String LOOK_UP =
            "SELECT c.serial, r.revoked_at, r.reason, r.not_after FROM certificate c LEFT JOIN revocation r"
                    + " ON r.generation_id = ? AND r.serial = c.serial"
                    + " WHERE c.generation_id = ? AND c.serial = ANY (?)";

    private final String url;
    private final Path secrets;
    private final Connection owner;
    private final int generation;
    private final byte[] issuerName;
    private final byte[] issuerKey;
    private int issued;

    private BenchCertificates(String url, Path secrets) throws IOException, SQLException {
        this.url = url;
        this.secrets = secrets;
        this.owner = connect("lineage_owner", "owner");
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

    /** Of the generation that issues to servers. */
    static BenchCertificates of(Path data) throws IOException, SQLException {
        var configuration = Files.readString(data.resolve("etc/ocsp-responder.yml"));
        var start = configuration.indexOf("jdbc:postgresql:");
        var url = configuration.substring(start, configuration.indexOf('\'', start));
        return new BenchCertificates(url, data.resolve("etc/secrets"));
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
                        sha256('k'), sha256('t'), now(), 'bench'
                    FROM generate_series(%d, %d) i\
                    """
                            .formatted(generation, SERIAL, issued, number - 1));
            statement.execute(
                    """
                    INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change)
                    SELECT %d, %s, now(), 4, 'bench', nextval('status_change')
                    FROM generate_series(%d, %d) i WHERE i %% 10 = 0\
                    """
                            .formatted(generation, SERIAL, issued, number - 1));
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

    /**
     * The 99th percentile of looking one status up, one after the other, as the responder's role.
     */
    Duration lookUpPercentile(int times) throws IOException, SQLException {
        var random = new Random(SEED);
        var nanos = new long[times];
        try (var connection = connect("responder", "responder");
                var statement = connection.prepareStatement(LOOK_UP)) {
            for (var i = -times / 4; i < times; i++) {
                var serials =
                        connection.createArrayOf(
                                "bytea", new byte[][] {serial(random.nextInt(issued))});
                var begin = System.nanoTime();
                statement.setInt(1, generation);
                statement.setInt(2, generation);
                statement.setArray(3, serials);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("a certificate is not in the table");
                    }
                }
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                }
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[(int) (times * 0.99)]);
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

    private Connection connect(String user, String secret) throws IOException, SQLException {
        var password = Files.readString(secrets.resolve(secret)).strip();
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
