package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.PRINCIPAL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.lifecycle.RegisterPeople;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqPrincipalStore;
import org.lineageca.ca.store.JooqStandingStore;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/** The people of an offline installation: on record in a real PostgreSQL, and as files. */
class PeopleTest {

    private static final Actor ACTOR = new Actor.Installation("test");

    private final TemporaryDatabase postgres = TemporaryDatabase.start();
    private final CloseableDSLContext database =
            DSL.using(postgres.jdbcUrl(), "core", postgres.password());
    private final CloseableDSLContext owner =
            DSL.using(postgres.jdbcUrl(), PostgresCluster.OWNER, postgres.password());

    @TempDir private Path folder;

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final PrincipalStore principals =
            new JooqPrincipalStore(database, new GenerationKeys(database));
    private final RegisterPeople register = new RegisterPeople(principals, clock);
    private final PinnedCredentials credentials =
            new PinnedCredentials(register, clock, new SecureRandom());
    private final CreateVault vault = new CreateVault(credentials);
    private final People people = new People(register, credentials);

    @AfterEach
    void stop() {
        database.close();
        owner.close();
        postgres.close();
    }

    private void perform(String... arguments) throws IOException {
        people.perform(List.of(arguments), folder);
    }

    private List<String> names() {
        return register.all(ACTOR).stream().map(Person::name).toList();
    }

    private Admission admission(Octets certificate, Instant at) {
        return new AdmitPerson(new JooqStandingStore(database), () -> at)
                .admit(certificate.sha256());
    }

    private Octets certificateOf(String name) throws IOException {
        var text = Files.readString(folder.resolve(name).resolve("certificate.pem"));
        return Pem.decode(text, List.of("CERTIFICATE"));
    }

    @Test
    void theFirstRunMakesFivePeopleWhoCanSignIn() throws Exception {
        vault.create(folder);

        assertThat(register.all(ACTOR))
                .extracting(Person::name, Person::role)
                .containsExactly(
                        tuple("administrator", TrustedRole.Administrator),
                        tuple("custodian-1", TrustedRole.Officer),
                        tuple("custodian-2", TrustedRole.Officer),
                        tuple("custodian-3", TrustedRole.Officer),
                        tuple("witness", TrustedRole.Auditor));
        for (var person : register.all(ACTOR)) {
            var certificate = certificateOf(person.name());
            assertThat(person.certificate()).isEqualTo(certificate);
            assertThat(person.fingerprint()).isEqualTo(certificate.sha256());
            assertThat(person.isPinned()).isTrue();
            assertThat(person.notAfter()).isEqualTo("2031-11-21T08:00:00Z");
            var actor = new Actor.Principal(person.name(), person.role());
            assertThat(admission(certificate, now)).isEqualTo(new Admission.Admitted(actor, true));
            assertThat(actor.may(Permission.CEREMONY)).isTrue();
            assertThat(inBrowserStore(person.name())).isEqualTo(certificate);
        }
        assertThat(folder.resolve("console-tls/certificate.pem")).exists();
    }

    private Octets inBrowserStore(String name) throws Exception {
        var place = folder.resolve(name);
        var password = Files.readString(place.resolve("officer.p12.password")).strip();
        var store = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(place.resolve("officer.p12"))) {
            store.load(file, password.toCharArray());
        }
        assertThat(store.getKey(name, password.toCharArray())).isNotNull();
        return Octets.of(store.getCertificate(name).getEncoded());
    }

    @Test
    void credentialsAreTheirOwnersAlone() throws IOException {
        vault.create(folder);
        for (var name : List.of("administrator", "custodian-3", "console-tls")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            try (var files = Files.list(folder.resolve(name))) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(file ->
                                assertThat(Files.getPosixFilePermissions(file))
                                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            }
        }
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        vault.create(folder);
        var before = register.all(ACTOR);
        var console = certificateOf("console-tls");
        vault.create(folder);
        assertThat(register.all(ACTOR)).isEqualTo(before);
        assertThat(certificateOf("console-tls")).isEqualTo(console);
    }

    @Test
    void aRunCutShortBeforeItsEndGoesOnWithTheSameKey() throws IOException {
        vault.create(folder);
        var witness = certificateOf("witness");
        var custodian = certificateOf("custodian-1");
        // Cut after it was registered, and before.
        Files.move(folder.resolve("witness"), folder.resolve("witness.making"));
        Files.move(folder.resolve("custodian-1"), folder.resolve("custodian-1.making"));
        owner.execute(
                "WITH gone AS (DELETE FROM credential USING principal WHERE credential.principal_id = principal.principal_id AND name = 'custodian-1') SELECT 1");
        owner.deleteFrom(PRINCIPAL).where(PRINCIPAL.NAME.eq("custodian-1")).execute();

        vault.create(folder);

        assertThat(certificateOf("witness")).isEqualTo(witness);
        assertThat(certificateOf("custodian-1")).isEqualTo(custodian);
        assertThat(names())
                .containsExactly(
                        "administrator", "custodian-1", "custodian-2", "custodian-3", "witness");
        assertThat(admission(custodian, now)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aKeyWithoutItsCertificateIsMadeAnew() throws IOException {
        Files.createDirectories(folder.resolve("witness.making"));
        Files.writeString(folder.resolve("witness.making/key.pem"), "half a k");
        vault.create(folder);
        assertThat(Files.readString(folder.resolve("witness/key.pem"))).contains("END PRIVATE KEY");
        assertThat(folder.resolve("witness.making")).doesNotExist();
    }

    @Test
    void whoCarriedTheirCredentialAwayOrWasRemovedIsNotMadeAgain() throws IOException {
        vault.create(folder);
        Files.move(folder.resolve("witness"), folder.resolve("elsewhere"));
        Files.move(folder.resolve("custodian-2"), folder.resolve("elsewhere-2"));
        perform("remove", "custodian-2");
        vault.create(folder);
        assertThat(folder.resolve("witness")).doesNotExist();
        assertThat(folder.resolve("custodian-2")).doesNotExist();
        assertThat(names()).contains("witness").doesNotContain("custodian-2");
    }

    @Test
    void whoIsRemovedIsNotLetInAndNeitherNameNorCertificateComesBack() throws IOException {
        perform("add", "anna", "custodian");
        var certificate = certificateOf("anna");
        perform("remove", "anna");

        assertThat(admission(certificate, now)).isInstanceOf(Admission.PersonRemoved.class);
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> perform("remove", "anna"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Nobody is registered as 'anna'");
        Files.move(folder.resolve("anna"), folder.resolve("old"));
        assertThatThrownBy(() -> perform("add", "anna", "custodian"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is or was someone's name");
        assertThat(folder.resolve("anna")).doesNotExist();
        assertThat(folder.resolve("anna.making")).doesNotExist();
        var file = folder.resolve("old/certificate.pem").toString();
        assertThatThrownBy(() -> perform("add", "berta", "custodian", file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("No one person is two");
        assertThat(owner.select(AUDIT_EVENT.KIND).from(AUDIT_EVENT).fetch(AUDIT_EVENT.KIND))
                .containsExactly("CredentialRegistered", "PrincipalRemoved");
    }

    @Test
    void someoneIsAddedByACertificateTheyBring() throws IOException, InterruptedException {
        var pem = folder.resolve("anna.pem");
        OpenSsl.run(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=Anna",
                "-keyout",
                "/dev/null",
                "-out",
                pem.toString(),
                "-days",
                "30");
        now = Instant.now().plusSeconds(60);
        perform("add", "anna", "witness", pem.toString());

        var person = register.all(ACTOR).getFirst();
        assertThat(person.role()).isEqualTo(TrustedRole.Auditor);
        assertThat(admission(Pem.decode(Files.readString(pem), List.of("CERTIFICATE")), now))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(folder.resolve("anna")).doesNotExist();
        assertThatThrownBy(() -> perform("add", "berta", "custodian", pem.toString()))
                .hasMessageContaining("No one person is two");
        assertThat(names()).containsExactly("anna");
    }

    @Test
    void aCertificateThatIsNotOnesOwnOrTooWeakIsRefused() throws IOException, InterruptedException {
        var pem = folder.resolve("anna.pem");
        OpenSsl.run(
                "req",
                "-x509",
                "-newkey",
                "rsa:1024",
                "-nodes",
                "-subj",
                "/CN=Anna",
                "-keyout",
                "/dev/null",
                "-out",
                pem.toString());
        assertThatThrownBy(() -> perform("add", "anna", "witness", pem.toString()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1024 bits")
                .hasMessageContaining("Nothing was changed");
        Files.writeString(pem, "no certificate");
        assertThatThrownBy(() -> perform("add", "anna", "witness", pem.toString()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cannot be read");
        assertThat(names()).isEmpty();
    }

    @Test
    void aCertificateCountsFromItsBeginToItsEnd() throws IOException {
        perform("add", "anna", "custodian");
        var certificate = certificateOf("anna");
        var begin = PinnedCertificate.parse(certificate).notBefore();
        var end = PinnedCertificate.parse(certificate).notAfter();
        assertThat(Duration.between(begin, end)).isEqualTo(Duration.ofDays(1826));
        assertThat(admission(certificate, begin.minusSeconds(1)))
                .isInstanceOf(Admission.NotYetValid.class);
        assertThat(admission(certificate, begin)).isInstanceOf(Admission.Admitted.class);
        assertThat(admission(certificate, end)).isInstanceOf(Admission.Admitted.class);
        assertThat(admission(certificate, end.plusSeconds(1)))
                .isInstanceOf(Admission.Expired.class);
        now = end.plusSeconds(1);
        assertThatThrownBy(() ->
                        register.add(
                                ACTOR,
                                "berta",
                                TrustedRole.Officer,
                                PinnedCertificate.parse(certificate)))
                .hasMessageContaining("is valid from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "Anna", "../anna", "a/b", ".", "-anna", "anna-", "аnna", "anna b"})
    void aNameThatCouldBeMistakenIsRefused(String name) {
        assertThatThrownBy(() -> perform("add", name, "custodian"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(folder).isEmptyDirectory();
        assertThat(names()).isEmpty();
    }

    @Test
    void noOneHoldsTwoRolesAndThereAreNoOthers() throws IOException {
        perform("add", "anna", "custodian");
        Files.move(folder.resolve("anna"), folder.resolve("taken"));
        assertThatThrownBy(() -> perform("add", "anna", "witness"))
                .hasMessageContaining("is or was someone's name");
        assertThatThrownBy(() -> perform("add", "berta", "machine"))
                .hasMessageContaining("administrator, witness, custodian");
    }

    @Test
    void onlyTheInstallationItselfRegistersPeople() {
        var officer = new Actor.Principal("anna", TrustedRole.Administrator);
        assertThatThrownBy(() -> register.remove(officer, "berta"))
                .isInstanceOf(NotAuthorisedException.class);
    }
}
