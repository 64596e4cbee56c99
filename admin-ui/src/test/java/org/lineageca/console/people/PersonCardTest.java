package org.lineageca.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

class PersonCardTest {

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Octets SHA256 = Octets.of(new byte[32]);

    private static RegisteredPerson anna(Admission standing) {
        return new RegisteredPerson(
                "Anna",
                TrustedRole.Officer,
                null,
                List.of(new RegisteredPerson.RegisteredCertificate(SHA256, AT, standing)));
    }

    private static final Admission ADMITTED =
            new Admission.Admitted(new Actor.Principal("Anna", TrustedRole.Officer), false);

    /** How a certificate can stand, and what is said of it. */
    record Case(Admission standing, String said) {}

    static List<Case> cases() {
        return List.of(
                new Case(ADMITTED, "yes"),
                new Case(
                        new Admission.Admitted(
                                new Actor.Principal("Anna", TrustedRole.Officer), true),
                        "trusted for its fingerprint alone"),
                new Case(new Admission.Expired("Anna", AT), "expired 2026-11-22"),
                new Case(new Admission.NotYetValid("Anna", AT), "from 2026-11-22"),
                new Case(new Admission.OnHold("Anna", AT), "on hold since 2026-11-22"),
                new Case(
                        new Admission.Revoked("Anna", AT, RevocationReason.KEY_COMPROMISE),
                        "(keyCompromise)"),
                new Case(
                        new Admission.IssuerRevoked("Anna", "CN=Officers", AT),
                        "CN=Officers was revoked"),
                new Case(new Admission.CertificateRemoved("Anna", AT), "removed 2026-11-22"),
                new Case(new Admission.PersonRemoved("Anna", AT), "its owner was removed"),
                new Case(new Admission.StatusUnavailable("?"), "not known"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCardSaysHowACertificateStands(Case tried) {
        var card = new PersonCard(anna(tried.standing()), null);
        assertThat(card.getElement().getTextRecursively())
                .contains("Anna", "Officer", "0000 0000", tried.said());
        assertThat(buttons(card)).isEmpty();
    }

    @Test
    void aFingerprintIsTakenInAnyWriting() {
        var digits = "00".repeat(32);
        assertThat(PeoplePresenter.fingerprint(digits)).isEqualTo(SHA256);
        assertThat(PeoplePresenter.fingerprint(" " + digits.replaceAll("00(?!$)", "00:") + "\n"))
                .isEqualTo(SHA256);
        var certificate = Octets.of(new byte[] {0x30, 0x00});
        assertThat(PeoplePresenter.fingerprint(Pem.encode("CERTIFICATE", certificate)))
                .isEqualTo(certificate.sha256());
        assertThatThrownBy(() -> PeoplePresenter.fingerprint("CN=Anna"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("neither a certificate");
    }

    @Test
    void nobodyIsOfferedWhatTheyMayNotPropose() {
        assertThat(PeoplePresenter.mayPropose(role(TrustedRole.Officer))).isTrue();
        assertThat(PeoplePresenter.mayPropose(role(TrustedRole.Administrator))).isTrue();
        assertThat(PeoplePresenter.mayPropose(role(TrustedRole.RegistrationOfficer))).isFalse();
        assertThat(PeoplePresenter.mayPropose(role(TrustedRole.Auditor))).isFalse();
    }

    private static Actor role(TrustedRole role) {
        return new Actor.Principal("Anna", role);
    }

    private static List<Button> buttons(Component component) {
        var found = new ArrayList<Button>();
        collect(component.getElement(), found);
        return found;
    }

    private static void collect(Element element, List<Button> found) {
        element.getComponent()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .ifPresent(found::add);
        element.getChildren().forEach(child -> collect(child, found));
    }
}
