package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitClient;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.store.JooqStandingStore;
import org.lineageca.octets.Octets;

/** People are added, changed and removed by two others, on a real PostgreSQL. */
class PeopleChangeTest {

    private static final Actor ANNA = new Actor.Principal("Anna", TrustedRole.Officer);
    private static final Actor BERTA = new Actor.Principal("Berta", TrustedRole.Officer);

    private final TestPki pki = new TestPki();
    private final AdmitPerson admit =
            new AdmitPerson(new JooqStandingStore(pki.database()), pki.clock);

    @BeforeEach
    void twoOfficers() {
        pki.authorities.add(
                ReadyMade.derive(
                        "officer",
                        CertificateTemplate.TLS_CLIENT,
                        TestPki.LINEAGE,
                        Duration.ofDays(90),
                        false),
                pki.clock.instant(),
                TestPki.ACTOR);
        register("Anna");
        register("Berta");
    }

    private void register(String name) {
        var issued = pki.issue.issue(ANNA, "officer", request(name));
        pki.principals.register(
                name,
                TrustedRole.Officer,
                new PrincipalStore.IssuedCertificate(
                        pki.issuing.identity().id(), issued.serial(), issued.chain().getFirst()),
                pki.clock.instant(),
                TestPki.ACTOR);
    }

    private static Octets request(String name) {
        try {
            return TestRequests.request(
                    TestRequests.ec("secp256r1"), "SHA256withECDSA", "CN=" + name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Octets certificate(String name) {
        return pki.issue.issue(ANNA, "officer", request(name)).chain().getFirst().sha256();
    }

    private DecidedAct.Proposed propose(Actor actor, String person, PersonChange change) {
        return pki.decide.propose(actor, new ActRequest.ChangePeople(person, change));
    }

    private DecidedAct approve(Actor actor, DecidedAct.Proposed proposed) {
        return pki.decide.approve(actor, proposed.id(), proposed.plan().digest());
    }

    private void decided(String person, PersonChange change) {
        assertThat(approve(BERTA, propose(ANNA, person, change)))
                .isInstanceOf(DecidedAct.Done.class);
    }

    @Test
    void somebodyComesInFromTheSecondApprovalOnAndIsGoneFromAnother() {
        var certificate = certificate("Carla");
        var proposed =
                propose(ANNA, "Carla", new PersonChange.Admit(TrustedRole.Auditor, certificate));
        assertThat(Plan.read(proposed.plan().text())).isEqualTo(proposed.plan());
        assertThat(proposed.plan().text())
                .isEqualTo(
                        """
                        act: change-people
                        person: Carla
                        change: admit
                        role: Auditor
                        certificate: %s
                        """
                                .formatted(certificate.toHex()));
        assertThat(admit.admit(certificate)).isInstanceOf(Admission.NobodysCertificate.class);
        assertThatThrownBy(() -> approve(ANNA, proposed)).hasMessageContaining("two people");
        assertThatThrownBy(
                        () -> approve(new Actor.Principal("Dora", TrustedRole.Auditor), proposed))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(approve(BERTA, proposed))
                .isInstanceOfSatisfying(
                        DecidedAct.Done.class,
                        done -> assertThat(done.outcome()).contains("registered as Auditor"));
        assertThat(admit.admit(certificate)).isInstanceOf(Admission.Admitted.class);

        var another = certificate("Carla");
        decided("Carla", new PersonChange.AddCertificate(another));
        decided("Carla", new PersonChange.RemoveCertificate(certificate));
        assertThat(admit.admit(certificate)).isInstanceOf(Admission.CertificateRemoved.class);
        decided(
                "Carla",
                new PersonChange.GiveRole(TrustedRole.Auditor, TrustedRole.RegistrationOfficer));
        assertThat(admit.admit(another))
                .isEqualTo(
                        new Admission.Admitted(
                                new Actor.Principal("Carla", TrustedRole.RegistrationOfficer),
                                false));
        decided("Carla", new PersonChange.Remove());
        assertThat(admit.admit(another)).isInstanceOf(Admission.PersonRemoved.class);
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT kind FROM audit_event WHERE details->>'principal' = 'Carla' ORDER BY sequence")
                                .map(row -> row.get(0, String.class)))
                .containsExactly(
                        "CredentialRegistered",
                        "CredentialRegistered",
                        "CredentialRemoved",
                        "RoleGiven",
                        "PrincipalRemoved");
    }

    @Test
    void nobodyApprovesWhatIsAboutThemselves() {
        decided("Carla", new PersonChange.Admit(TrustedRole.Officer, certificate("Carla")));
        var gained =
                propose(
                        ANNA,
                        "Berta",
                        new PersonChange.GiveRole(TrustedRole.Officer, TrustedRole.Administrator));
        assertThatThrownBy(() -> approve(BERTA, gained))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is about Berta");
        pki.decide.withdraw(ANNA, gained.id());
        var removed = propose(ANNA, "Berta", new PersonChange.Remove());
        assertThatThrownBy(() -> approve(BERTA, removed)).hasMessageContaining("is about Berta");
        assertThat(approve(new Actor.Principal("Carla", TrustedRole.Officer), removed))
                .isInstanceOf(DecidedAct.Done.class);
    }

    @Test
    void theNameAndTheCertificateOfAMachineAreTaken() {
        var issued = pki.issue.issue(ANNA, "officer", request("build"));
        pki.principals.register(
                "build-server",
                TrustedRole.Machine,
                new PrincipalStore.IssuedCertificate(
                        pki.issuing.identity().id(), issued.serial(), issued.chain().getFirst()),
                pki.clock.instant(),
                TestPki.ACTOR);
        var fresh = certificate("Carla");
        assertThatThrownBy(() ->
                        propose(
                                ANNA,
                                "Build-Server",
                                new PersonChange.Admit(TrustedRole.Auditor, fresh)))
                .hasMessageContaining("'build-server' is or was");
        var taken = issued.chain().getFirst().sha256();
        assertThatThrownBy(() ->
                        propose(ANNA, "Carla", new PersonChange.Admit(TrustedRole.Auditor, taken)))
                .hasMessageContaining("registered for build-server");
    }

    @Test
    void aMachineIsLetInAndItsCertificateReplacedByTwoPeople() {
        var clients = new AdmitClient(new JooqStandingStore(pki.database()), pki.clock);
        var first = certificate("build");
        decided("build", new PersonChange.Admit(TrustedRole.Machine, first));
        var build = new Actor.Principal("build", TrustedRole.Machine);
        assertThat(clients.admit(Set.of(first)).get(first))
                .isEqualTo(new Admission.Admitted(build, false));
        assertThat(admit.admit(first)).isInstanceOf(Admission.NobodysCertificate.class);
        assertThatThrownBy(() -> propose(build, "build", new PersonChange.Remove()))
                .isInstanceOf(NotAuthorisedException.class);

        var second = certificate("build");
        decided("build", new PersonChange.AddCertificate(second));
        decided("build", new PersonChange.RemoveCertificate(first));
        assertThat(clients.admit(Set.of(first, second)))
                .containsEntry(second, new Admission.Admitted(build, false))
                .hasEntrySatisfying(
                        first,
                        admission ->
                                assertThat(admission)
                                        .isInstanceOf(Admission.CertificateRemoved.class));
        decided("build", new PersonChange.Remove());
        assertThat(clients.admit(Set.of(second)).get(second))
                .isInstanceOf(Admission.PersonRemoved.class);
    }

    @Test
    void theRulesHoldAgainWhenItIsCarriedOut() {
        decided("Carla", new PersonChange.Admit(TrustedRole.Officer, certificate("Carla")));
        var one = propose(ANNA, "Anna", new PersonChange.Remove());
        var other = propose(ANNA, "Carla", new PersonChange.Remove());
        assertThat(approve(BERTA, other)).isInstanceOf(DecidedAct.Done.class);
        assertThat(approve(BERTA, one))
                .isInstanceOfSatisfying(
                        DecidedAct.Approved.class,
                        waiting ->
                                assertThat(waiting.toString()).contains("Fewer than two people"));
    }

    @Test
    void onlyAGoodCertificateOfOursForSigningInWillDo() {
        var unknown = Octets.of(new byte[32]);
        assertThatThrownBy(() ->
                        propose(
                                ANNA,
                                "Carla",
                                new PersonChange.Admit(TrustedRole.Auditor, unknown)))
                .hasMessageContaining("not one of ours");
        var server =
                pki.issue
                        .issue(ANNA, "tls-server", TestRequests.server("x.example"))
                        .chain()
                        .getFirst()
                        .sha256();
        assertThatThrownBy(() ->
                        propose(ANNA, "Carla", new PersonChange.Admit(TrustedRole.Auditor, server)))
                .hasMessageContaining("lacks clientAuth");
        assertThatThrownBy(() ->
                        propose(
                                new Actor.Principal("Dora", TrustedRole.Auditor),
                                "Carla",
                                new PersonChange.Admit(TrustedRole.Auditor, server)))
                .isInstanceOf(NotAuthorisedException.class);
    }

    @Test
    void aMachinesCertificateIsForMachines() {
        pki.authorities.add(
                ReadyMade.derive(
                        "machine",
                        CertificateTemplate.TLS_CLIENT,
                        TestPki.LINEAGE,
                        Duration.ofDays(90),
                        false),
                pki.clock.instant(),
                TestPki.ACTOR);
        var machines = pki.issue.issue(ANNA, "machine", request("build")).chain().getFirst();
        var certificate = machines.sha256();
        assertThatThrownBy(() ->
                        propose(
                                ANNA,
                                "Carla",
                                new PersonChange.Admit(TrustedRole.Auditor, certificate)))
                .hasMessageContaining("is a machine's, by the profile 'machine'");
        assertThatThrownBy(
                        () -> propose(BERTA, "Anna", new PersonChange.AddCertificate(certificate)))
                .hasMessageContaining("Have one issued for Anna by a profile for people");
        decided("build", new PersonChange.Admit(TrustedRole.Machine, certificate));
    }

    @Test
    void oneChangeOfAPersonAtATime() {
        propose(ANNA, "Carla", new PersonChange.Admit(TrustedRole.Auditor, certificate("Carla")));
        var again = certificate("Carla");
        assertThatThrownBy(() ->
                        propose(ANNA, "Carla", new PersonChange.Admit(TrustedRole.Officer, again)))
                .hasMessageContaining("changes something about Carla already");
    }
}
