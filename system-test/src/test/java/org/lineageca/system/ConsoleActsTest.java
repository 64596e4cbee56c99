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
        browser.closePages();
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
