package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryPrimary;
import org.lineageca.publisher.publish.Origin;
import org.lineageca.publisher.store.JooqSource;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** A publisher over a real copy of the CA's database that stops to follow. */
class StaleSourceTest {

    @TempDir private Path temporary;

    @Test
    void aPausedReplicaIsRefusedAsStaleUntilItFollowsAgain() throws Exception {
        var authority = TestAuthority.create("Copied CA");
        try (var primary = TemporaryPrimary.start();
                var rows = new TestRows(primary.jdbcUrl(), primary.password())) {
            var id = rows.generation(authority, null);
            var now = Instant.now();
            var start = now.minusSeconds(60);
            rows.certificate(id, null, start, authority.selfSigned(start));
            rows.scope(id, "complete", "http://127.0.0.1/complete.crl");
            rows.crl(id, new CrlDraft(authority, 1, start, List.of(1L)).sign());
            beat(rows, now);
            var replica = primary.replica("replica_1");
            var folder = temporary.resolve("published");
            try (var publisher = new Running(replica, primary.password(), folder, () -> now)) {
                publisher.awaitNumber(authority.label(), 1);
                publisher.awaitHealth(200, "ok");
                // It follows no more: what is committed, also the heartbeat, does not arrive.
                replay(replica, primary.password(), "pause");
                rows.crl(id, new CrlDraft(authority, 2, start, List.of(1L)).sign());
                beat(rows, now.plusSeconds(1));
            }
            var later = now.plus(Duration.ofMinutes(2));
            try (var publisher = new Running(replica, primary.password(), folder, () -> later)) {
                publisher.awaitHealth(503, "The database is refused (SOURCE_STALE). It is a copy");
                assertThat(publisher.number(authority.label())).isEqualTo(1);
                replay(replica, primary.password(), "resume");
                publisher.awaitHealth(503, "SOURCE_STALE");
                beat(rows, later);
                publisher.awaitNumber(authority.label(), 2);
                publisher.awaitHealth(200, "ok");
            }
        }
    }

    @Test
    void itKnowsWhetherItReadsACopy() throws Exception {
        try (var primary = TemporaryPrimary.start();
                var rows = new TestRows(primary.jdbcUrl(), primary.password());
                var pool = new HikariDataSource()) {
            var beat = Instant.parse("2026-11-21T08:00:00Z");
            beat(rows, beat);
            pool.setJdbcUrl(primary.replica("replica_1"));
            pool.setUsername("publisher");
            pool.setPassword(primary.password());
            var source = JooqSource.of(pool);
            await().untilAsserted(() ->
                    assertThat(source.read().origin()).isEqualTo(new Origin(true, beat)));
        }
    }

    private static void beat(TestRows rows, Instant at) {
        rows.update("UPDATE heartbeat SET at = ?", Timestamp.from(at));
    }

    private static void replay(String replica, String password, String what) throws Exception {
        try (var connection =
                        DriverManager.getConnection(replica, PostgresCluster.OWNER, password);
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_wal_replay_" + what + "()");
        }
    }
}
