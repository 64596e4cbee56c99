package org.lineageca.ca.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.people.RegisteredPerson.RegisteredCertificate;
import org.lineageca.octets.Octets;

/** What no two people may do to the others. */
class PeopleRulesTest {

    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final Octets NEW = Octets.of(new byte[32]);

    private static Octets certificate(String name) {
        return Octets.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).sha256();
    }

    private static RegisteredPerson person(String name, TrustedRole role, Admission standing) {
        return new RegisteredPerson(
                name,
                role,
                null,
                List.of(new RegisteredCertificate(certificate(name), THEN, standing)));
    }

    private static RegisteredPerson good(String name, TrustedRole role) {
        return person(name, role, new Admission.Admitted(new Actor.Principal(name, role), false));
    }

    private static RegisteredPerson removed(String name) {
        return new RegisteredPerson(name, TrustedRole.Officer, THEN, List.of());
    }

    private static @Nullable String problem(
            String name, PersonChange change, RegisteredPerson... people) {
        return new PeopleRules(List.of(people)).problem(name, change).orElse(null);
    }

    private static final RegisteredPerson ANNA = good("Anna", TrustedRole.Officer);
    private static final RegisteredPerson BERTA = good("Berta", TrustedRole.Officer);
    private static final RegisteredPerson CARLA = good("Carla", TrustedRole.Officer);
    private static final RegisteredPerson DORA = good("Dora", TrustedRole.Administrator);

    @Test
    void somebodyNewComesInUnderANameAndByACertificateThatNobodyHadBefore() {
        var officer = new PersonChange.Admit(TrustedRole.Officer, NEW);
        assertThat(problem("Emma Müller-O'Hara", officer, ANNA, BERTA)).isNull();
        assertThat(problem("anna", officer, ANNA, BERTA)).contains("'Anna' is or was");
        assertThat(problem("Emma", officer, ANNA, removed("Emma"))).contains("is or was");
        assertThat(
                        problem(
                                "Emma",
                                new PersonChange.Admit(TrustedRole.Officer, certificate("Anna")),
                                ANNA,
                                BERTA))
                .contains("registered for Anna", "No one person is two");
        assertThat(problem("build", new PersonChange.Admit(TrustedRole.Machine, NEW), ANNA, BERTA))
                .isNull();
    }

    @Test
    void aMachineNeverBecomesAPersonNorAPersonAMachine() {
        var build = good("build", TrustedRole.Machine);
        assertThat(
                        problem(
                                "build",
                                new PersonChange.GiveRole(TrustedRole.Machine, TrustedRole.Officer),
                                ANNA,
                                BERTA,
                                build))
                .contains("not one of people");
        assertThat(
                        problem(
                                "Carla",
                                new PersonChange.GiveRole(TrustedRole.Officer, TrustedRole.Machine),
                                ANNA,
                                BERTA,
                                CARLA))
                .contains("not one of people");
        assertThat(problem("build", new PersonChange.AddCertificate(NEW), ANNA, BERTA, build))
                .isNull();
        assertThat(problem("build", new PersonChange.Remove(), ANNA, BERTA, build)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", " Anna", "Anna ", "Anna\n", "Anna<b>", "Аnna", "Anna\u200b"})
    void aNameIsPlain(String name) {
        assertThat(problem(name, new PersonChange.Admit(TrustedRole.Auditor, NEW), ANNA))
                .isNotNull();
    }

    @Test
    void twoWhoDecideAreLeft() {
        assertThat(problem("Carla", new PersonChange.Remove(), ANNA, BERTA, CARLA)).isNull();
        assertThat(problem("Anna", new PersonChange.Remove(), ANNA, BERTA))
                .contains("Fewer than two people");
        assertThat(
                        problem(
                                "Anna",
                                new PersonChange.GiveRole(TrustedRole.Officer, TrustedRole.Auditor),
                                ANNA,
                                BERTA))
                .contains("Fewer than two people");
        assertThat(
                        problem(
                                "Anna",
                                new PersonChange.RemoveCertificate(certificate("Anna")),
                                ANNA,
                                BERTA))
                .contains("Fewer than two people");
        // Who cannot sign in does not count.
        var expired = person("Emma", TrustedRole.Officer, new Admission.Expired("Emma", THEN));
        assertThat(problem("Anna", new PersonChange.Remove(), ANNA, BERTA, expired))
                .contains("Fewer than two people");
        assertThat(problem("Emma", new PersonChange.Remove(), ANNA, BERTA, expired)).isNull();
    }

    @Test
    void theLastAdministratorStays() {
        for (var change :
                Stream.of(
                                new PersonChange.Remove(),
                                new PersonChange.GiveRole(
                                        TrustedRole.Administrator, TrustedRole.Officer),
                                new PersonChange.RemoveCertificate(certificate("Dora")))
                        .toList()) {
            assertThat(problem("Dora", change, ANNA, BERTA, CARLA, DORA))
                    .as(change.toString())
                    .contains("No Administrator would be left");
            assertThat(
                            problem(
                                    "Dora",
                                    change,
                                    ANNA,
                                    BERTA,
                                    DORA,
                                    good("Emma", TrustedRole.Administrator)))
                    .isNull();
        }
    }

    @Test
    void anAdministratorWhoWasRecoveredNeitherHasToStayNorIsEnough() {
        var role = TrustedRole.Administrator;
        var recovered =
                person(
                        "Emma",
                        role,
                        new Admission.Admitted(new Actor.Principal("Emma", role), true));
        assertThat(problem("Emma", new PersonChange.Remove(), ANNA, BERTA, recovered)).isNull();
        assertThat(problem("Dora", new PersonChange.Remove(), ANNA, BERTA, DORA, recovered))
                .contains("No Administrator would be left");
    }

    @Test
    void aRoleIsGivenInsteadOfTheOneThatWasPlannedFor() {
        assertThat(
                        problem(
                                "Anna",
                                new PersonChange.GiveRole(
                                        TrustedRole.Auditor, TrustedRole.Administrator),
                                ANNA,
                                BERTA))
                .contains("Anna is Officer, not Auditor");
        assertThat(
                        problem(
                                "Anna",
                                new PersonChange.GiveRole(TrustedRole.Officer, TrustedRole.Officer),
                                ANNA,
                                BERTA))
                .contains("already");
        assertThat(
                        problem(
                                "Anna",
                                new PersonChange.GiveRole(
                                        TrustedRole.Officer, TrustedRole.Administrator),
                                ANNA,
                                BERTA))
                .isNull();
    }

    @Test
    void nothingIsChangedAboutWhoIsNotThere() {
        assertThat(problem("Emma", new PersonChange.Remove(), ANNA, BERTA, removed("Emma")))
                .contains("Nobody is registered as 'Emma' now");
        assertThat(problem("Anna", new PersonChange.RemoveCertificate(NEW), ANNA, BERTA, CARLA))
                .contains("has no certificate");
    }
}
