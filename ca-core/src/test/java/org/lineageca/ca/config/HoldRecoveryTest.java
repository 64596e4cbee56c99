package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.RecoverPeople;
import org.lineageca.ca.lifecycle.RegisterPeople;
import org.lineageca.ca.people.Recovery;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqPeopleStore;
import org.lineageca.ca.store.JooqPrincipalStore;
import org.lineageca.ca.store.JooqStandingStore;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/** Two people come in again where nobody does: on record in a real PostgreSQL, and as files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldRecoveryTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final Octets FIRST = Octets.of(new byte[] {1}).sha256();
    private static final Octets SECOND = Octets.of(new byte[] {2}).sha256();

    private final TemporaryDatabase postgres = TemporaryDatabase.start();
    private final CloseableDSLContext database =
            DSL.using(postgres.jdbcUrl(), "core", postgres.password());
    private final CloseableDSLContext owner =
            DSL.using(postgres.jdbcUrl(), PostgresCluster.OWNER, postgres.password());
    private Instant now = BEGIN;
    private final InstantSource clock = () -> now;
    private final RecoverPeople recover = new RecoverPeople(new JooqPeopleStore(database), clock);
    private final HoldRecovery hold =
            new HoldRecovery(
                    recover,
                    new PinnedCredentials(
                            new RegisterPeople(
                                    new JooqPrincipalStore(database, new GenerationKeys(database)),
                                    clock),
                            clock,
                            new SecureRandom()));

    @TempDir private Path folder;

    @BeforeAll
    void theOfficersCa() {
        owner.execute(
                "INSERT INTO authority (subject) VALUES (?)",
                DistinguishedName.of("CN=Officers").der().toArray());
        owner.execute(
                """
                INSERT INTO generation (authority_id, number, label, spki, token, key_id,
                    algorithm, state, state_since, ca_issuers_uri)
                VALUES (1, 1, '0123456789abcdef', '\\x01', 'token', '\\x01', 'ec-p256', 'Enabled',
                    now(), 'http://ca.example/')
                """);
        owner.execute("SELECT create_partitions(1)");
    }

    @BeforeEach
    void twoOfficers() {
        now = BEGIN;
        officer("first", FIRST);
        officer("second", SECOND);
    }

    @AfterEach
    void forget() {
        owner.execute(
                "TRUNCATE principal, credential, certificate, revocation, audit_event CASCADE");
        owner.execute("UPDATE generation SET state = 'Enabled'");
    }

    @AfterAll
    void stop() {
        database.close();
        owner.close();
        postgres.close();
    }

    private void officer(String name, Octets fingerprint) {
        var serial = fingerprint.first(16).toArray();
        owner.execute(
                "INSERT INTO principal (name, role, created_at) VALUES (?, 'Officer', now())",
                name);
        owner.execute(
                """
                INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before,
                    not_after, spki_sha256, tbs_sha256, intended_at, intended_by)
                VALUES (1, ?, 'officer', 'CN=x', '{}', ?::timestamptz, ?::timestamptz,
                    '\\x00', '\\x00', now(), 'test')
                """,
                serial,
                BEGIN.minus(Duration.ofDays(1)).toString(),
                BEGIN.plus(Duration.ofDays(300)).toString());
        owner.execute(
                """
                INSERT INTO credential (sha256, principal_id, generation_id, serial)
                SELECT ?::bytea, principal_id, 1, ? FROM principal WHERE name = ?
                """,
                fingerprint.toArray(),
                serial,
                name);
    }

    private void revokeTheOfficersCa() {
        owner.execute("UPDATE generation SET state = 'Revoked'");
    }

    private static List<String> options(String... more) {
        var options =
                new ArrayList<>(
                        List.of(
                                "--administrator",
                                "anna",
                                "--officer",
                                "berta",
                                "--witness",
                                "wilma",
                                "--witness",
                                "walter",
                                "--reason",
                                "the CA is revoked"));
        options.addAll(List.of(more));
        return options;
    }

    private void plan(String... more) throws IOException {
        perform(List.of("plan"), more);
    }

    private void perform(Octets digest, String... more) throws IOException {
        perform(List.of("perform", digest.toHex()), more);
    }

    private void perform(List<String> task, String... more) throws IOException {
        var arguments = new ArrayList<>(task);
        arguments.addAll(options(more));
        hold.perform(arguments, folder);
    }

    private PinnedCertificate certificate(String place) throws IOException {
        return PinnedCertificate.parse(
                Pem.decode(
                        Files.readString(folder.resolve(place).resolve("certificate.pem")),
                        List.of("CERTIFICATE")));
    }

    private Recovery planned(String... lost) throws IOException {
        return new Recovery(
                List.of(
                        new Recovery.Newcomer(
                                "anna", TrustedRole.Administrator, certificate("anna.making")),
                        new Recovery.Newcomer(
                                "berta", TrustedRole.Officer, certificate("berta.making"))),
                List.of(lost),
                "the CA is revoked",
                List.of("wilma", "walter"));
    }

    private Admission admission(Octets certificate) {
        return new AdmitPerson(new JooqStandingStore(database), clock).admit(certificate);
    }

    private List<String> events() {
        return owner.fetch("SELECT kind FROM audit_event ORDER BY sequence")
                .map(row -> row.get(0, String.class));
    }

    private long people() {
        return owner.fetchSingle("SELECT count(*) FROM principal").get(0, Long.class);
    }

    @Test
    void asLongAsTwoCanDecideItIsRefusedAndTheyAreNamed() {
        assertThatThrownBy(() -> plan())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("first, second can come in and decide together")
                .hasMessageContaining("Nothing was changed");
        assertThat(folder).isEmptyDirectory();
        assertThat(people()).isEqualTo(2);
        assertThatThrownBy(() -> plan("--lost", "third"))
                .hasMessageContaining("Nobody is registered as 'third' now");
    }

    @Test
    void whenTheOfficersCaIsRevokedTwoComeInForSevenDays() throws IOException {
        revokeTheOfficersCa();
        assertThat(admission(FIRST)).isInstanceOf(Admission.IssuerRevoked.class);
        plan();
        assertThat(people()).as("nothing has changed yet").isEqualTo(2);
        var recovery = planned();
        assertThat(recovery.text())
                .startsWith("recovery: people\nAdministrator: anna\ncertificate: ")
                .endsWith("reason: the CA is revoked\nwitness: wilma\nwitness: walter\n");
        perform(recovery.digest());

        var anna = certificate("anna").fingerprint();
        assertThat(folder.resolve("anna.making")).doesNotExist();
        assertThat(admission(anna))
                .isEqualTo(
                        new Admission.Admitted(
                                new Actor.Principal("anna", TrustedRole.Administrator), true));
        assertThat(admission(certificate("berta").fingerprint()))
                .isEqualTo(
                        new Admission.Admitted(
                                new Actor.Principal("berta", TrustedRole.Officer), true));
        assertThat(events()).containsExactly("PeopleRecovered");
        assertThat(owner.fetchSingle("SELECT details::text FROM audit_event").get(0, String.class))
                .contains(
                        "anna Administrator " + anna.toHex(),
                        "wilma, walter",
                        "the CA is revoked",
                        recovery.digest().toHex());
        now = BEGIN.plus(Duration.ofDays(7)).plusSeconds(1);
        assertThat(admission(anna)).isInstanceOf(Admission.Expired.class);
    }

    @Test
    void whenTheCertificatesOfAllHaveExpiredTwoComeIn() throws IOException {
        now = BEGIN.plus(Duration.ofDays(301));
        assertThat(admission(FIRST)).isInstanceOf(Admission.Expired.class);
        assertThat(admission(SECOND)).isInstanceOf(Admission.Expired.class);
        plan();
        perform(planned().digest());
        for (var name : List.of("anna", "berta")) {
            assertThat(admission(certificate(name).fingerprint()))
                    .isInstanceOf(Admission.Admitted.class);
        }
    }

    @Test
    void whoseKeyIsLostIsRemovedByTheSame() throws IOException {
        plan("--lost", "first", "--lost", "second");
        perform(planned("first", "second").digest(), "--lost", "first", "--lost", "second");
        assertThat(admission(FIRST)).isInstanceOf(Admission.PersonRemoved.class);
        assertThat(admission(SECOND)).isInstanceOf(Admission.PersonRemoved.class);
        assertThat(admission(certificate("anna").fingerprint()))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(events()).containsExactly("PeopleRecovered");
    }

    @Test
    void oneWhoIsLeftCannotDecideAndStays() throws IOException {
        plan("--lost", "first");
        perform(planned("first").digest(), "--lost", "first");
        assertThat(admission(SECOND)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void onlyWhatTheWitnessesReadBackIsDone() throws IOException {
        revokeTheOfficersCa();
        plan();
        assertThatThrownBy(() -> perform(FIRST)).hasMessageContaining("Begin anew");
        assertThatThrownBy(() -> perform(planned().digest(), "--lost", "first"))
                .hasMessageContaining("Begin anew");
        assertThat(people()).isEqualTo(2);
        assertThat(events()).isEmpty();
    }

    @Test
    void whatIsDecidedMeanwhileCounts() throws IOException {
        revokeTheOfficersCa();
        plan();
        owner.execute("UPDATE generation SET state = 'Enabled'");
        assertThatThrownBy(() -> perform(planned().digest()))
                .hasMessageContaining("can come in and decide together");
        assertThat(people()).isEqualTo(2);
    }

    @Test
    void aFailureBeforeTheCommitLeavesNothingBehind() throws IOException {
        revokeTheOfficersCa();
        plan("--lost", "first");
        owner.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$");
        owner.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION full_disk()");
        try {
            assertThatThrownBy(() -> perform(planned("first").digest(), "--lost", "first"))
                    .hasMessageContaining("disk full");
        } finally {
            owner.execute("DROP TRIGGER full_disk ON audit_event");
            owner.execute("DROP FUNCTION full_disk");
        }
        assertThat(people()).isEqualTo(2);
        assertThat(admission(FIRST)).isInstanceOf(Admission.IssuerRevoked.class);
        perform(planned("first").digest(), "--lost", "first");
        assertThat(admission(FIRST)).isInstanceOf(Admission.PersonRemoved.class);
    }

    @Test
    void whoIsCutShortAfterTheCommitGetsTheKeysNextTime() throws IOException {
        revokeTheOfficersCa();
        plan();
        var recovery = planned();
        var actor = new Actor.Installation("test");
        recover.recover(actor, recovery, recovery.digest());
        recover.recover(actor, recovery, recovery.digest());
        assertThat(events()).as("done once").containsExactly("PeopleRecovered");

        Files.move(folder.resolve("anna.making"), folder.resolve("anna"));
        assertThatThrownBy(() -> plan())
                .hasMessageContaining("An earlier run registered berta, whose credential is in");
        assertThat(folder.resolve("berta/key.pem")).exists();
        assertThatThrownBy(() -> plan()).hasMessageContaining("There is a folder");
        assertThat(admission(certificate("anna").fingerprint()))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aCertificateTheyBringIsTakenIfItEndsSoon() throws IOException, InterruptedException {
        revokeTheOfficersCa();
        var brought = selfSigned("brought.pem", 7);
        now = Instant.now().plusSeconds(60);
        var forYears = selfSigned("years.pem", 700);
        assertThatThrownBy(() -> plan("--administrator-certificate", forYears))
                .hasMessageContaining("ends within 7 days");
        plan("--administrator-certificate", brought);
        assertThat(folder.resolve("anna.making")).doesNotExist();
        var recovery =
                new Recovery(
                        List.of(
                                new Recovery.Newcomer(
                                        "anna",
                                        TrustedRole.Administrator,
                                        People.certificate(Path.of(brought))),
                                new Recovery.Newcomer(
                                        "berta", TrustedRole.Officer, certificate("berta.making"))),
                        List.of(),
                        "the CA is revoked",
                        List.of("wilma", "walter"));
        perform(recovery.digest(), "--administrator-certificate", brought);
        assertThat(folder.resolve("anna")).doesNotExist();
        assertThat(admission(recovery.newcomers().getFirst().certificate().fingerprint()))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void fourPeopleAreFour() throws IOException {
        revokeTheOfficersCa();
        assertThatThrownBy(() -> plan("--witness", "wendy"))
                .hasMessageContaining("there must be two witnesses");
        assertThatThrownBy(() -> plan("--lost", "anna")).hasMessageContaining("named twice");
        assertThatThrownBy(() -> plan("--lost", "turned\u202eround"))
                .hasMessageContaining("must be one line");
        assertThatThrownBy(() -> plan("--reason", "again"))
                .hasMessageContaining("one --reason, not 2");
        assertThat(folder).isEmptyDirectory();
    }

    private String selfSigned(String name, int days) throws IOException, InterruptedException {
        var file = folder.resolve(name).toString();
        OpenSsl.run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=Anna",
                "-keyout",
                "/dev/null",
                "-out",
                file,
                "-days",
                Integer.toString(days));
        return file;
    }
}
