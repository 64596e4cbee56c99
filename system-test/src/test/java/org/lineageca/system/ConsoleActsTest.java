package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.assertAccessible;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;
import static org.lineageca.system.ConsolePages.screenshot;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class ConsoleActsTest {

    private static final List<String> OFFICERS = List.of("officer", "second-officer");

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void leave() {
        browser.leavePages();
    }

    @Test
    void aGenerationsPageShowsItsCertificatesAndTakesOneFromAnotherCa(Installation lineage) {
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("TLS Issuing CA 2026-1"))
                .click();
        assertThat(page.getByText("present", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        look(page, "authority");

        button(page, "Request for an external CA…").click();
        assertThat(page.getByLabel("Request (PKCS#10, PEM)"))
                .hasValue(Pattern.compile("BEGIN CERTIFICATE REQUEST"));
        look(page, "external-request");
        button(page, "Close").click();
        button(page, "Hand in a certificate…").click();
        page.getByLabel("Certificate, then the chain above it (PEM)").fill("not a certificate");
        button(page, "Hand in").click();
        assertThat(page.getByText("These are not CA certificates in PEM")).isVisible();
        screenshot(page, "hand-in-refused");
    }

    @Test
    void whatFailsWithAReKeyIsReadBeforeAnythingIsFilledIn(Installation lineage) {
        var page = officer(lineage);
        plan(page, "TLS Issuing CA 2026-1");
        look(page, "plan-choose");
        assertThat(page.getByRole(AriaRole.RADIO, named("Roll"))).isChecked();
        assertThat(page.getByRole(AriaRole.RADIO, named("Cut-over"))).hasCount(0);
        page.getByRole(AriaRole.RADIO, named("Re-key")).check();
        button(page, "Next").click();
        assertThat(page.getByText("NSS refuses the CRL")).isVisible();
        page.getByLabel("Valid for").fill("0");
        page.getByLabel("Trust anchor of an external CA").fill("c0ffee");
        button(page, "Preview").click();
        assertThat(page.getByText("A number from 1 to 18250 is possible, not 0.").first())
                .isVisible();
        assertThat(page.getByText("A SHA-256 fingerprint has 64 hexadecimal digits").first())
                .isVisible();
        look(page, "plan-re-key");
    }

    @Test
    void aRollIsProposedByOneOfficerAndApprovedByAnother(Installation lineage) {
        var first = officer(lineage);
        plan(first, "TLS Issuing CA 2026-1");
        button(first, "Next").click();
        assertThat(first.getByLabel("Name of the new authority"))
                .hasValue(Pattern.compile("^CN=TLS Issuing CA 2026-2"));
        screenshot(first, "plan-roll");
        assertAccessible(first);
        button(first, "Preview").click();
        assertThat(heading(first, "What changes")).isVisible();
        assertThat(first.getByText("goes on issuing until two officers approve a cut-over"))
                .isVisible();
        screenshot(first, "plan-preview");
        assertAccessible(first);
        button(first, "Propose").click();
        assertThat(heading(first, "Roll TLS Issuing CA 2026-1 to TLS Issuing CA 2026-2"))
                .isVisible();
        assertThat(button(first, "Approve…")).isDisabled();
        assertThat(first.getByText("You proposed it, so another person must approve it."))
                .isVisible();
        var digest = first.locator(".preview .digest code").innerText();
        assertThat(digest).matches("([0-9a-f]{4} ){15}[0-9a-f]{4}");
        screenshot(first, "act-own");

        var second = signedIn(lineage, "second-officer");
        assertThat(second.getByText("1 waits for you")).isVisible();
        second.getByRole(AriaRole.LINK, named("Acts")).click();
        assertThat(second.getByText("Waits for your approval.")).isVisible();
        screenshot(second, "acts-mine");
        assertAccessible(second);
        second.getByRole(AriaRole.LINK, named("Roll TLS Issuing CA 2026-1")).click();
        assertThat(heading(second, "What changes")).isVisible();
        assertThat(second).hasURL(Pattern.compile("/acts/[0-9]+$"));
        screenshot(second, "act-theirs");
        assertAccessible(second);
        button(second, "Approve…").click();
        assertThat(second.locator("vaadin-dialog .digest code")).hasText(digest);
        screenshot(second, "act-approve");
        assertAccessible(second);
        button(second, "Approve this plan").click();
        assertThat(second.getByText("Approved", new Page.GetByTextOptions().setExact(true)).first())
                .isVisible();
        assertThat(second.getByText("which is not within reach; hold the ceremony").first())
                .isVisible();
        screenshot(second, "act-approved");

        // Others may plan for the same lineage.
        button(second, "Withdraw…").click();
        button(second, "Withdraw").click();
        assertThat(second.getByText("Withdrawn by Second Officer.")).isVisible();
        first.navigate(lineage.console().resolve("acts").toString());
        assertThat(first.getByText("Withdrawn by Second Officer.")).isVisible();
        screenshot(first, "acts");
    }

    @Test
    void aPersonIsLetInGivenARoleAndRemovedByTwoOthers(Installation lineage) throws IOException {
        // What was tried once is taken for good.
        var name = "Carla " + UUID.randomUUID().toString().substring(0, 8);
        var credential = certified(lineage, "carla");
        var first = signedIn(lineage, "officer");
        var second = signedIn(lineage, "second-officer");
        var third = browser.signedIn(lineage.console(), credential);
        var stranger =
                "curl -sS -o /dev/null --cacert %s --cert certificate.pem --key key.pem %s"
                        .formatted(lineage.credentials().resolve("root.pem"), lineage.console());
        assertThat(new Shell(credential).bash(stranger).failed().err())
                .containsAnyOf("alert", "SSL", "Recv failure");

        people(lineage, first);
        look(first, "people");
        assertThat(heading(first, "Machines")).isVisible();
        assertThat(button(first, "Another certificate for lineage command")).isEnabled();
        button(first, "Add a machine…").click();
        assertThat(first.getByText("with the profile machine")).isVisible();
        button(first, "Cancel").click();
        button(first, "Add a person…").click();
        first.getByLabel("Name").fill(name);
        choose(first, "Auditor");
        first.getByLabel("Certificate (PEM, or its SHA-256)")
                .fill(Files.readString(credential.resolve("certificate.pem")));
        button(first, "What it means").click();
        assertThat(first.getByText("is let in as Auditor")).isVisible();
        look(first, "people-add");
        button(first, "Propose").click();
        approve(lineage, second, "Let in " + name + " as Auditor");
        people(lineage, third);
        assertThat(button(third, "Add a person…")).isDisabled();

        people(lineage, first);
        button(first, "Another role for " + name).click();
        choose(first, "RegistrationOfficer");
        button(first, "What it means").click();
        button(first, "Propose").click();
        approve(lineage, second, "Make " + name + " RegistrationOfficer");
        people(lineage, third);
        assertThat(third.locator(".who")).containsText("RegistrationOfficer");

        people(lineage, first);
        button(first, "Remove " + name).click();
        assertThat(first.getByText("is let in no more").first()).isVisible();
        button(first, "Propose").click();
        approve(lineage, second, "Remove " + name);
        assertThat(heading(third, "You may not come in")).isVisible();
        people(lineage, first);
        assertThat(button(first, "Remove " + name)).hasCount(0);
        assertThat(heading(first, name)).isVisible();
    }

    @Test
    void whereNobodyComesInTwoAreRecoveredAtTheMachine(Installation lineage) {
        var suffix = UUID.randomUUID().toString().substring(0, 8);
        var recovery = new MachineRecovery(lineage, "anna-" + suffix, "berta-" + suffix);
        assertThat(recovery.attempt("").failed().err())
                .contains("First Officer, Second Officer can come in and decide together");
        var first = signedIn(lineage, "officer");
        people(lineage, first);
        for (var officer : OFFICERS) {
            lineage.lineage("revoke", "--reason", "certificateHold", certificate(lineage, officer))
                    .succeeded();
        }
        try {
            assertThat(heading(first, "You may not come in")).isVisible();
            assertThat(recovery.attempt("something else").failed().err())
                    .contains("Nothing was changed");
            var said = recovery.perform().succeeded().out();
            assertThat(said).contains("is registered as Administrator", "Transcript: ");
            assertThat(said.replaceFirst("(?s).*Transcript: (\\S+).*", "$1"))
                    .satisfies(
                            file -> assertThat(Path.of(file)).content().contains("read it back"));
            var anna = browser.signedIn(lineage.console(), recovery.credential("anna"));
            people(lineage, anna);
            assertThat(anna.getByText("trusted for its fingerprint alone")).hasCount(2);
            look(anna, "people-recovered");
            var berta = browser.signedIn(lineage.console(), recovery.credential("berta"));
            people(lineage, berta);
            assertThat(lineage.lineage("doctor").all())
                    .contains("anna-%s was recovered and comes in until".formatted(suffix));
        } finally {
            for (var officer : OFFICERS) {
                lineage.lineage(
                                "release",
                                "--because",
                                "the test is over",
                                certificate(lineage, officer))
                        .succeeded();
            }
        }
        var second = signedIn(lineage, "second-officer");
        first = signedIn(lineage, "officer");
        for (var name : List.of("anna-" + suffix, "berta-" + suffix)) {
            people(lineage, first);
            button(first, "Remove " + name).click();
            assertThat(first.getByText("is let in no more").first()).isVisible();
            button(first, "Propose").click();
            approve(lineage, second, "Remove " + name);
        }
    }

    private static String certificate(Installation lineage, String officer) {
        return lineage.credentials().resolve(officer).resolve("certificate.pem").toString();
    }

    private static void people(Installation lineage, Page page) {
        page.navigate(lineage.console().resolve("people").toString());
        assertThat(heading(page, "People")).isVisible();
    }

    private static void choose(Page page, String role) {
        page.locator("vaadin-select").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(role).setExact(true))
                .click();
    }

    private static void approve(Installation lineage, Page page, String title) {
        page.navigate(lineage.console().resolve("acts").toString());
        page.getByRole(AriaRole.LINK, named(title)).click();
        button(page, "Approve…").click();
        button(page, "Approve this plan").click();
        assertThat(page.getByText("Done", new Page.GetByTextOptions().setExact(true)).first())
                .isVisible();
    }

    /** A key and a certificate to sign in with that is registered for nobody. */
    private static Path certified(Installation lineage, String name) throws IOException {
        lineage.request(name);
        var folder = Files.createDirectories(lineage.folder().resolve(name));
        var chain =
                lineage.lineage("issue", "--profile", "officer", name + "-request.pem")
                        .succeeded()
                        .out();
        // The CA above it is known to the console.
        Files.writeString(
                folder.resolve("certificate.pem"),
                chain.replaceFirst("(?s)(-----END CERTIFICATE-----\n).*", "$1"));
        Files.copy(
                lineage.folder().resolve(name + "-key.pem"),
                folder.resolve("key.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    private static void plan(Page page, String authority) {
        page.getByRole(AriaRole.LINK, named(authority)).click();
        assertThat(heading(page, authority)).isVisible();
        button(page, "Plan an act").click();
        assertThat(heading(page, "Choose the act")).isVisible();
    }

    private static Page officer(Installation lineage) {
        return signedIn(lineage, "officer");
    }

    private static Page signedIn(Installation lineage, String credential) {
        var page = browser.signedIn(lineage.console(), lineage.credentials().resolve(credential));
        page.navigate(lineage.console().resolve("authorities").toString());
        return page;
    }
}
