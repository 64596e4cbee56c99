package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/**
 * Two officers who decide in the console, each at a browser of their own.
 *
 * @param lineage the installation
 * @param first plans and proposes
 * @param second approves
 */
record ActsDesk(Installation lineage, Page first, Page second) {

    /** The first opens the page of a generation and settles on an act. */
    void choose(String label, String act) {
        first.navigate(lineage.console().resolve("authorities/" + label).toString());
        button(first, "Plan an act").click();
        assertThat(heading(first, "Choose the act")).isVisible();
        first.getByRole(AriaRole.RADIO, named(act)).check();
        button(first, "Next").click();
        assertThat(button(first, "Preview")).isVisible();
    }

    /** The first proposes what is filled in, and the second opens it from their list. */
    void propose() {
        button(first, "Preview").click();
        button(first, "Propose").click();
        assertThat(button(first, "Approve…")).isDisabled();
        var title = first.locator("h1").innerText();
        second.navigate(lineage.console().resolve("acts").toString());
        second.getByRole(AriaRole.LINK, named(title)).first().click();
        assertThat(heading(second, "The plan")).isVisible();
    }

    /** The second approves the act that is open. */
    void approve() {
        var digest = first.locator(".preview .digest code").innerText();
        button(second, "Approve…").click();
        assertThat(second.locator("vaadin-dialog .digest code")).hasText(digest);
        button(second, "Approve this plan").click();
        assertThat(second.getByText("Approved").first()).isVisible();
    }
}
