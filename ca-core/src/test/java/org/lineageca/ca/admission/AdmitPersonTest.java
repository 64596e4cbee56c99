package org.lineageca.ca.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.JooqStandingStore;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/** The decision table, row by row, as a real PostgreSQL has it on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmitPersonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EARLIER = NOW.minus(Duration.ofDays(1));
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final Octets ANNAS = Octets.of(new byte[32]);
    private static final Octets MACHINES = ANNAS.sha256();

    private final TemporaryDatabase postgres = TemporaryDatabase.start();
    private final CloseableDSLContext database =
            DSL.using(postgres.jdbcUrl(), "core", postgres.password());
    private final CloseableDSLContext owner =
            DSL.using(postgres.jdbcUrl(), PostgresCluster.OWNER, postgres.password());
    private final AdmitPerson admit = new AdmitPerson(new JooqStandingStore(database), () -> NOW);

    @BeforeAll
    void aRootAnIssuingCaAndAnOfficersCertificate() {
        generation(1, "CN=Root", null);
        generation(2, "CN=Officers", 1);
        owner.execute("SELECT create_partitions(2)");
    }

    @AfterAll
    void stop() {
        database.close();
        owner.close();
        postgres.close();
    }

    @AfterEach
    void forget() {
        owner.execute("TRUNCATE principal, credential, certificate, revocation CASCADE");
        owner.execute("UPDATE generation SET state = 'Enabled'");
    }

    private void generation(int number, String name, @Nullable Integer parent) {
        owner.execute(
                "INSERT INTO authority (subject) VALUES (?)",
                DistinguishedName.of(name).der().toArray());
        owner.execute(
                """
                INSERT INTO generation (authority_id, parent_id, number, label, spki, token, key_id,
                    algorithm, state, state_since, ca_issuers_uri)
                VALUES (?, ?, 1, ?, ?, 'token', ?, 'ec-p256', 'Enabled', ?::timestamptz, ?)
                """,
                number,
                parent,
                "%016x".formatted(number),
                new byte[] {(byte) number},
                new byte[] {(byte) number},
                EARLIER.toString(),
                "http://ca.example/" + number);
    }

    private void registered(Octets fingerprint, TrustedRole role, Instant from, Instant to) {
        var serial = fingerprint.sha256().toArray();
        owner.execute(
                "INSERT INTO principal (name, role, created_at) VALUES (?, ?, ?::timestamptz)",
                role.name(),
                role.name(),
                EARLIER.toString());
        owner.execute(
                """
                INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before, not_after,
                    spki_sha256, tbs_sha256, intended_at, intended_by)
                VALUES (2, substr(?::bytea, 1, 16), 'officer', 'CN=x', '{}', ?::timestamptz, ?::timestamptz,
                    '\\x00', '\\x00', now(), 'test')
                """,
                serial,
                from.toString(),
                to.toString());
        owner.execute(
                """
                INSERT INTO credential (sha256, principal_id, generation_id, serial)
                SELECT ?::bytea, principal_id, 2, substr(?::bytea, 1, 16) FROM principal WHERE role = ?
                """,
                fingerprint.toArray(),
                serial,
                role.name());
    }

    private void anna() {
        registered(ANNAS, TrustedRole.Officer, EARLIER, LATER);
    }

    private void revoked(RevocationReason reason) {
        owner.execute(
                """
                INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change, not_after)
                SELECT generation_id, serial, ?::timestamptz, ?, 'test', 1, not_after FROM certificate
                """,
                EARLIER.toString(),
                (short) reason.code());
    }

    /** What is done to Anna, whom nothing hindered, and what she is told. */
    record Row(String what, Consumer<AdmitPersonTest> done, Admission told) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> table() {
        var name = TrustedRole.Officer.name();
        return Stream.of(
                new Row(
                        "nothing",
                        AdmitPersonTest::anna,
                        new Admission.Admitted(
                                new Actor.Principal(name, TrustedRole.Officer), false)),
                new Row("never registered", _ -> {}, new Admission.NobodysCertificate()),
                new Row(
                        "removed",
                        test -> {
                            test.anna();
                            test.owner.execute(
                                    "UPDATE principal SET removed_at = ?::timestamptz",
                                    EARLIER.toString());
                        },
                        new Admission.PersonRemoved(name, EARLIER)),
                new Row(
                        "this certificate removed",
                        test -> {
                            test.anna();
                            test.owner.execute(
                                    "UPDATE credential SET removed_at = ?::timestamptz",
                                    EARLIER.toString());
                        },
                        new Admission.CertificateRemoved(name, EARLIER)),
                new Row(
                        "not yet valid",
                        test ->
                                test.registered(
                                        ANNAS, TrustedRole.Officer, NOW.plusSeconds(1), LATER),
                        new Admission.NotYetValid(name, NOW.plusSeconds(1))),
                new Row(
                        "valid from now",
                        test -> test.registered(ANNAS, TrustedRole.Officer, NOW, LATER),
                        new Admission.Admitted(
                                new Actor.Principal(name, TrustedRole.Officer), false)),
                new Row(
                        "valid to now",
                        test -> test.registered(ANNAS, TrustedRole.Officer, EARLIER, NOW),
                        new Admission.Admitted(
                                new Actor.Principal(name, TrustedRole.Officer), false)),
                new Row(
                        "expired",
                        test ->
                                test.registered(
                                        ANNAS, TrustedRole.Officer, EARLIER, NOW.minusSeconds(1)),
                        new Admission.Expired(name, NOW.minusSeconds(1))),
                new Row(
                        "on hold",
                        test -> {
                            test.anna();
                            test.revoked(RevocationReason.CERTIFICATE_HOLD);
                        },
                        new Admission.OnHold(name, EARLIER)),
                new Row(
                        "released",
                        test -> {
                            test.anna();
                            test.revoked(RevocationReason.REMOVE_FROM_CRL);
                        },
                        new Admission.Admitted(
                                new Actor.Principal(name, TrustedRole.Officer), false)),
                new Row(
                        "revoked, and expired since",
                        test -> {
                            test.registered(
                                    ANNAS, TrustedRole.Officer, EARLIER, NOW.minusSeconds(1));
                            test.revoked(RevocationReason.KEY_COMPROMISE);
                        },
                        new Admission.Revoked(name, EARLIER, RevocationReason.KEY_COMPROMISE)),
                new Row(
                        "issuer revoked",
                        test -> test.revokedAuthority(2),
                        new Admission.IssuerRevoked(name, "CN=Officers", EARLIER)),
                new Row(
                        "the root above the issuer revoked",
                        test -> test.revokedAuthority(1),
                        new Admission.IssuerRevoked(name, "CN=Root", EARLIER)));
    }

    private void revokedAuthority(int generation) {
        anna();
        owner.execute(
                "UPDATE generation SET state = 'Revoked' WHERE generation_id = ?", generation);
    }

    @ParameterizedTest
    @MethodSource("table")
    void whoComesInAndWhyNot(Row row) {
        row.done().accept(this);
        assertThat(admit.admit(ANNAS)).isEqualTo(row.told());
        assertThat(admit.admit(Set.of(ANNAS))).isEqualTo(Map.of(ANNAS, row.told()));
    }

    @Test
    void aMachineIsNobody() {
        registered(MACHINES, TrustedRole.Machine, EARLIER, LATER);
        assertThat(admit.admit(MACHINES)).isEqualTo(new Admission.NobodysCertificate());
    }

    @Test
    void manyAreDecidedAboutByOneReading() {
        anna();
        registered(MACHINES, TrustedRole.Machine, EARLIER, LATER);
        var all = new HashSet<>(List.of(ANNAS, MACHINES, MACHINES.sha256()));
        assertThat(admit.admit(all))
                .hasSize(3)
                .containsEntry(MACHINES.sha256(), new Admission.NobodysCertificate())
                .extractingByKey(ANNAS)
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void whatCannotBeReadIsNo() {
        anna();
        var away = DSL.using(postgres.jdbcUrl(), "core", postgres.password());
        away.close();
        assertThat(new AdmitPerson(new JooqStandingStore(away), () -> NOW).admit(ANNAS))
                .isInstanceOf(Admission.StatusUnavailable.class);
    }

    @Test
    void aCopyCountsForAMinute() {
        anna();
        var onRecord =
                ((StandingStore.Reading.Read) new JooqStandingStore(database).read(Set.of(ANNAS)))
                        .standings();
        assertThat(ofACopy(onRecord, NOW.minusSeconds(60))).isInstanceOf(Admission.Admitted.class);
        assertThat(ofACopy(onRecord, NOW.minusSeconds(61)))
                .isInstanceOf(Admission.StatusUnavailable.class);
        // Also where it knows nothing of the certificate: it may have been registered since.
        assertThat(ofACopy(Map.of(), NOW.minusSeconds(61)))
                .isInstanceOf(Admission.StatusUnavailable.class);
    }

    private static Admission ofACopy(Map<Octets, CredentialStanding> standings, Instant asOf) {
        return new AdmitPerson(_ -> new StandingStore.Reading.Read(standings, asOf), () -> NOW)
                .admit(ANNAS);
    }
}
