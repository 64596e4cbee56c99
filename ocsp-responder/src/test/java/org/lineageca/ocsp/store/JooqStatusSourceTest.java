package org.lineageca.ocsp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.ocsp.fixture.StatusTables;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.CrlReference;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.Change;
import org.lineageca.ocsp.status.GenerationRow;
import org.lineageca.ocsp.status.StatusUnavailableException;
import org.lineageca.octets.Octets;

/** Against the real schema, as the role that may only read. */
class JooqStatusSourceTest {

    private static final Instant REVOKED_AT = Instant.parse("2026-11-20T12:34:56Z");

    private static TemporaryDatabase database;
    private static HikariDataSource pool;
    private static StatusTables tables;
    private static JooqStatusSource source;

    @BeforeAll
    static void start() {
        database = TemporaryDatabase.start();
        tables = new StatusTables(database);
        pool = pool(database.jdbcUrl(), 2, Duration.ofMinutes(1));
        source = new JooqStatusSource(pool, InstantSource.system(), false, true);
    }

    @AfterAll
    static void stop() {
        pool.close();
        database.close();
    }

    @Test
    void readsManyStatusesOfSeveralGenerationsAtOnce() {
        var first = tables.addGeneration(TestAuthority.named("First"));
        var second = tables.addGeneration(TestAuthority.named("Second"));
        var asked = new ArrayList<CertificateKey>();
        for (var serial = 1; serial <= 20; serial++) {
            var octets = TestAuthority.serial(serial);
            asked.add(new CertificateKey(first, octets));
            asked.add(new CertificateKey(second, octets));
            if (serial <= 10) {
                tables.issue(first, octets);
            }
        }
        tables.revoke(first, TestAuthority.serial(3), REVOKED_AT, 1);
        tables.revoke(first, TestAuthority.serial(4), REVOKED_AT, 0);

        var statuses = source.statuses(asked);

        assertThat(statuses).hasSize(10);
        assertThat(statuses.get(new CertificateKey(first, TestAuthority.serial(2))))
                .isEqualTo(new CertificateStatus.Good());
        assertThat(statuses.get(new CertificateKey(first, TestAuthority.serial(3))))
                .isEqualTo(
                        new CertificateStatus.Revoked(
                                REVOKED_AT,
                                RevocationReason.KEY_COMPROMISE,
                                StatusTables.NOT_AFTER));
        assertThat(statuses.get(new CertificateKey(first, TestAuthority.serial(4))))
                .isEqualTo(
                        new CertificateStatus.Revoked(
                                REVOKED_AT, RevocationReason.UNSPECIFIED, StatusTables.NOT_AFTER));
    }

    @Test
    void aLookUpIsPlannedOnceNotForEachReading() throws SQLException {
        var generation = tables.addGeneration(TestAuthority.named("Planned"));
        var serial = TestAuthority.serial(1);
        tables.issue(generation, serial);
        // Of one connection: the statements seen are those of the readings.
        try (var one = pool(database.jdbcUrl(), 1, Duration.ofMinutes(1))) {
            var reads = new JooqStatusSource(one, InstantSource.system(), false, true);
            for (var i = 0; i < 30; i++) {
                assertThat(reads.statuses(List.of(new CertificateKey(generation, serial))))
                        .hasSize(1);
            }
            try (var connection = one.getConnection();
                    var statement = connection.createStatement();
                    var plans =
                            statement.executeQuery(
                                    "SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements"
                                            + " WHERE statement LIKE '%revoked_at%'")) {
                plans.next();
                assertThat(plans.getInt(1)).isGreaterThan(10);
                assertThat(plans.getInt(2)).isLessThan(10);
            }
        }
    }

    @Test
    void listsSerialNumbersPageByPage() {
        var generation = tables.addGeneration(TestAuthority.named("Listed"));
        var issued = new ArrayList<Octets>();
        for (var serial : new long[] {1, 2, 127, 128, 300, 70_000}) {
            issued.add(TestAuthority.serial(serial));
            tables.issue(generation, issued.getLast());
        }
        issued.sort(null);

        var first = source.serials(generation, Octets.of(new byte[0]), 4);
        var second = source.serials(generation, first.getLast(), 4);

        assertThat(first).isEqualTo(issued.subList(0, 4));
        assertThat(second).isEqualTo(issued.subList(4, 6));
    }

    @Test
    void namesTheNewestSignedCrl() {
        var authority = TestAuthority.named("With CRLs");
        var generation = tables.addGeneration(authority);
        var url = "http://ca.test/" + authority.label() + "/complete.crl";
        tables.addCrlScope(generation, url);
        tables.addCrl(generation, 7, REVOKED_AT, true);
        tables.addCrl(generation, 8, REVOKED_AT.plusSeconds(60), true);
        tables.addCrl(generation, 9, REVOKED_AT.plusSeconds(120), false);

        assertThat(row(source, generation).crl())
                .isEqualTo(new CrlReference(url, 8, REVOKED_AT.plusSeconds(60)));
        var without = new JooqStatusSource(pool, InstantSource.system(), false, false);
        assertThat(row(without, generation).crl()).isNull();
    }

    @Test
    void readsChangesInTheirOrder() {
        var generation = tables.addGeneration(TestAuthority.named("Changing"));
        var expected = new ArrayList<CertificateKey>();
        var before = source.lastChange().map(Change::number).orElse(0L);
        for (var serial = 1; serial <= 5; serial++) {
            tables.issue(generation, TestAuthority.serial(serial));
            tables.revoke(generation, TestAuthority.serial(serial), REVOKED_AT, 4);
            expected.add(new CertificateKey(generation, TestAuthority.serial(serial)));
        }

        var changes = source.changesFrom(before + 1, 100);

        assertThat(changes).extracting(Change::certificate).containsExactlyElementsOf(expected);
        assertThat(source.changesFrom(before + 1, 2)).hasSize(2);
        assertThat(source.lastChange()).contains(changes.getLast());
    }

    @Test
    void aReleasedHoldIsGoodAndALaterChangeThanTheHold() {
        var generation = tables.addGeneration(TestAuthority.named("Holding"));
        var serial = TestAuthority.serial(7);
        var key = new CertificateKey(generation, serial);
        tables.issue(generation, serial);
        tables.revoke(generation, serial, REVOKED_AT, 6);
        var held = source.lastChange().orElseThrow();
        assertThat(source.statuses(List.of(key)).get(key))
                .isEqualTo(
                        new CertificateStatus.Revoked(
                                REVOKED_AT,
                                RevocationReason.CERTIFICATE_HOLD,
                                StatusTables.NOT_AFTER));

        tables.changeHold(generation, serial, REVOKED_AT.plusSeconds(60), 8);

        assertThat(source.statuses(List.of(key)).get(key)).isEqualTo(new CertificateStatus.Good());
        assertThat(source.changesFrom(held.number(), 10))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.certificate()).isEqualTo(key);
                    assertThat(change.number()).isGreaterThan(held.number());
                });
        assertThatThrownBy(() -> tables.changeHold(generation, serial, REVOKED_AT, 8))
                .hasMessageContaining("is final");
        tables.changeHold(generation, serial, REVOKED_AT.plusSeconds(120), 1);
        assertThat(source.statuses(List.of(key)).get(key))
                .isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void namesTheDelegatesThatAreNotRevoked() {
        var authority = TestAuthority.named("Delegating");
        var generation = tables.addGeneration(authority);
        var kept = addDelegate(generation, authority, 100);
        addDelegate(generation, authority, 101);
        tables.revoke(generation, TestAuthority.serial(101), REVOKED_AT, 1);

        var row = row(source, generation);

        assertThat(row.mustAnswer()).isTrue();
        assertThat(row.name()).isEqualTo(authority.name());
        assertThat(row.publicKey()).isEqualTo(authority.publicKey());
        assertThat(row.delegates()).hasSize(1);
        assertThat(row.delegates().getFirst().certificate()).isEqualTo(kept);
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        try (var nowhere =
                pool("jdbc:postgresql://127.0.0.1:1/lineage", 2, Duration.ofMillis(500))) {
            var unreachable = new JooqStatusSource(nowhere, InstantSource.system(), false, false);
            var certificates = List.of(new CertificateKey(1, TestAuthority.serial(1)));

            assertThatThrownBy(() -> unreachable.statuses(certificates))
                    .isInstanceOf(StatusUnavailableException.class);
            assertThatThrownBy(unreachable::generations)
                    .isInstanceOf(StatusUnavailableException.class);
        }
    }

    private static GenerationRow row(JooqStatusSource source, int generation) {
        return source.generations().stream()
                .filter(found -> found.id() == generation)
                .findFirst()
                .orElseThrow();
    }

    private static Octets addDelegate(int generation, TestAuthority authority, long serial) {
        var key = Octets.of(TestAuthority.newKey().getPublic().getEncoded());
        var certificate = authority.delegate(BigInteger.valueOf(serial), key, Duration.ofDays(30));
        tables.addDelegate(generation, certificate, KeyHandle.of("responder", key));
        return TestAuthority.der(certificate);
    }

    private static HikariDataSource pool(String url, int connections, Duration patience) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(LoginRole.RESPONDER.name());
        config.setPassword(database.password());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
