package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.assertOnOneScreen;
import static org.lineageca.system.ConsolePages.goBack;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The first thing an officer sees. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class DashboardTest {

    /** Its lines and its panels. */
    static final String DASHBOARD = ".agenda > li, .dashboard .panel";

    private static final Pattern TIME = Pattern.compile("^as of \\d\\d:\\d\\d:\\d\\d UTC$");

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
    void anOfficerSeesTheWholeInstallationOnOneScreenAndItChangesByItself(Installation lineage) {
        var page = officer(lineage);
        assertThat(heading(page, "Dashboard")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/dashboard$"));
        assertThat(page.locator(".tree")).containsText("TLS Issuing CA 2026-1");
        assertThat(page.locator(".budget-table")).containsText("tls-servers");
        assertThat(panel(page, "Tokens")).containsText("test signature");
        assertThat(panel(page, "Tokens")).containsText("ocsp-responder");
        assertThat(panel(page, "Tokens")).containsText("sealed");
        assertThat(page.locator(".dashboard-seen")).hasText(TIME);
        assertOnOneScreen(page, DASHBOARD);
        look(page, "dashboard");
        navigationIsSkippedByKeyboard(page);

        var proposed =
                lineage.lineage("ca", "roll", "tls-servers", "--as", "second-officer", "--propose")
                        .succeeded()
                        .out();
        var act = Pattern.compile("Act (\\d+) is proposed").matcher(proposed);
        assertThat(act.find()).as(proposed).isTrue();
        try {
            approvalIsAnnounced(page, act.group(1));
        } finally {
            // Nobody else could plan for this succession.
            lineage.lineage("ca", "withdraw", act.group(1), "--as", "second-officer").succeeded();
        }
        assertThat(panel(page, "Your approvals").getByRole(AriaRole.LINK)).hasCount(0);

        page.setViewportSize(360, 800);
        look(page, "dashboard-narrow");
    }

    private static void navigationIsSkippedByKeyboard(Page page) {
        page.keyboard().press("Tab");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Skip to the page"))).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".view")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator(".view :focus")).isVisible();
    }

    private static void approvalIsAnnounced(Page page, String act) {
        var waits = panel(page, "Your approvals").getByRole(AriaRole.LINK).first();
        assertThat(waits).isVisible();
        waits.focus();
        var before = page.locator(".dashboard-seen").innerText();
        assertThat(page.locator(".dashboard-seen")).not().hasText(before);
        assertThat(waits).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("Roll TLS Issuing CA 2026-1");
        // The address follows what is shown.
        assertThat(page).hasURL(Pattern.compile("/acts/" + act + "$"));
        goBack(page);
        assertThat(heading(page, "Dashboard")).isVisible();
    }

    private static Locator panel(Page page, String name) {
        return page.getByRole(AriaRole.REGION, named(name));
    }

    private static Page officer(Installation lineage) {
        var page = browser.signedIn(lineage.console(), lineage.credentials().resolve("officer"));
        page.navigate(lineage.console().toString());
        return page;
    }
}
