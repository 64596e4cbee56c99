package org.lineageca.ca.sealing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.audit.log.AuditLogSource;
import org.lineageca.ca.audit.log.EntryBundle;
import org.lineageca.ca.audit.log.LogUnreadableException;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.TreeHash;
import org.lineageca.ca.audit.log.VerifierKey;
import org.lineageca.ca.audit.log.VerifierKeys;
import org.lineageca.ca.inspection.AuditLogInspection;
import org.lineageca.ca.inspection.Inspection;
import org.lineageca.ca.store.JooqAuditLedger;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/**
 * An audit trail in a real PostgreSQL, sealed with a key in memory: tests put back what a token's
 * signer would remember.
 */
public final class AuditTrail {

    static final Actor INSTALLATION = new Actor.Installation("test");
    static final Actor OFFICER = new Actor.Principal("An Officer", TrustedRole.Officer);
    public static final Actor AUDITOR = new Actor.Principal("An Auditor", TrustedRole.Auditor);
    private static final List<String> TABLES =
            List.of("audit_event", "audit_leaf", "audit_subtree", "audit_checkpoint");

    /** Started once for all tests of the class; what lives in them is new for each trail. */
    private static final class Parts {
        static final TemporaryDatabase POSTGRES = TemporaryDatabase.start();
        static final HikariDataSource CONNECTIONS = connections("core");
        static final HikariDataSource OF_OWNER = connections(PostgresCluster.OWNER);

        private static HikariDataSource connections(String role) {
            var config = new HikariConfig();
            config.setJdbcUrl(POSTGRES.jdbcUrl());
            config.setUsername(role);
            config.setMinimumIdle(1);
            config.setPassword(POSTGRES.password());
            config.setMaximumPoolSize(16);
            config.addDataSourceProperty("reWriteBatchedInserts", true);
            return new HikariDataSource(config);
        }
    }

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    final SoftwareCheckpointSigner token = new SoftwareCheckpointSigner();
    final RememberingSigner signer = new RememberingSigner(token);
    private AuditLedger ledger;

    public AuditTrail() {
        asOwner().execute("TRUNCATE " + String.join(", ", TABLES) + ", audit_key RESTART IDENTITY");
        ledger = node();
        var _ = keep().keys(INSTALLATION);
    }

    KeepAuditKey keep() {
        return new KeepAuditKey(ledger, signer, () -> now);
    }

    /** The one that signs. */
    AuditKey key() {
        return ledger.key().orElseThrow();
    }

    DSLContext asCore() {
        return DSL.using(Parts.CONNECTIONS, SQLDialect.POSTGRES);
    }

    /** The same database as its owner, who may break things. */
    public DSLContext asOwner() {
        return DSL.using(Parts.OF_OWNER, SQLDialect.POSTGRES);
    }

    /** What one node knows of the log. */
    AuditLedger node() {
        return new JooqAuditLedger(asCore());
    }

    /** A node that knows nothing of before. */
    void restart() {
        ledger = node();
    }

    AuditLedger ledger() {
        return ledger;
    }

    /** Events as the core writes them, ten minutes apart. */
    public void write(int count) {
        var database = asCore();
        for (var each = 0; each < count; each++) {
            now = now.plus(Duration.ofMinutes(10));
            write(database, "officer", now);
        }
    }

    void write(DSLContext database, String actor, Instant at) {
        database.execute(
                "INSERT INTO audit_event (at, actor, kind, details) VALUES ({0}::timestamptz, {1}, 'CertificateRevoked', jsonb_build_object('serial', {2}, 'reason', 'superseded'))",
                DSL.val(at.toString()),
                DSL.val(actor),
                DSL.val(Long.toHexString(at.getEpochSecond())));
    }

    /** Leaves out a number, as transactions that fail do. */
    void skipNumber() {
        asOwner().fetch("SELECT nextval('audit_event_sequence_seq')");
    }

    public void seal() {
        seal(ledger, signer);
    }

    void seal(AuditLedger node, CheckpointSigner by) {
        new SealAuditLog(node, by, () -> now).seal(INSTALLATION, key());
    }

    public ReadAuditLog read() {
        return new ReadAuditLog(ledger, signer);
    }

    public VerifierKey verifier() {
        return key().verifier();
    }

    public String checkpoint() {
        return read().checkpoint(AUDITOR).note();
    }

    Inspection inspect(String earlier) {
        return inspect(earlier, verifier());
    }

    Inspection inspect(String earlier, VerifierKey... keys) {
        return AuditLogInspection.of(new VerifierKeys(List.of(keys)), earlier, source());
    }

    private AuditLogSource source() {
        var read = read();
        return new AuditLogSource() {
            @Override
            public String checkpoint() {
                try {
                    return read.checkpoint(AUDITOR).note();
                } catch (AuditLogBrokenException e) {
                    throw new LogUnreadableException(String.valueOf(e.getMessage()));
                }
            }

            @Override
            public List<Octets> entries(TilePlace place) {
                return EntryBundle.read(EntryBundle.write(read.entries(AUDITOR, place)));
            }

            @Override
            public List<Octets> unsealed() {
                return read.unsealed(AUDITOR);
            }

            @Override
            public List<Octets> tile(int level, TilePlace place) {
                var octets = read.tile(AUDITOR, level, place);
                return java.util.stream.IntStream.range(0, place.width())
                        .mapToObj(each ->
                                octets.part(each * TreeHash.LENGTH, (each + 1) * TreeHash.LENGTH))
                        .toList();
            }
        };
    }

    /** Puts the tables aside, to have them back after something was done to them. */
    void save() {
        for (var table : TABLES) {
            asOwner().execute("CREATE TABLE saved_" + table + " AS TABLE " + table);
        }
    }

    void restore() {
        for (var table : TABLES) {
            asOwner().execute("TRUNCATE " + table);
            asOwner()
                    .execute(
                            "INSERT INTO %1$s %2$s SELECT * FROM saved_%1$s"
                                    .formatted(
                                            table,
                                            table.equals("audit_event")
                                                    ? "OVERRIDING SYSTEM VALUE"
                                                    : ""));
        }
    }

    void dropSaved() {
        TABLES.forEach(table -> asOwner().execute("DROP TABLE saved_" + table));
    }

    long count(String table) {
        return asOwner().fetchSingle("SELECT count(*) FROM " + table).get(0, long.class);
    }

    Instant now() {
        return now;
    }
}
