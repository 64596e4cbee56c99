package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.assertOnOneScreen;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What an officer sees when everything is wrong at once. */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
class DashboardFaultsTest {

    @Test
    void tenFaultsAreSeenAtOnceEachWithItsCauseAndWhatToDo(Disturbed disturbed) {
        var lineage = disturbed.lineage();
        try (var browser = new Browser();
                var faults = new SeededFaults(lineage)) {
            var page =
                    browser.signedIn(lineage.console(), lineage.credentials().resolve("officer"));
            page.navigate(lineage.console().toString());
            assertThat(heading(page, "Dashboard")).isVisible();
            faults.seed();
            var agenda = page.locator(".agenda > li");
            for (var fault : SeededFaults.SEEN) {
                var line = agenda.filter(new Locator.FilterOptions().setHasText(fault)).first();
                assertThat(line).isVisible();
                assertThat(line.getByRole(AriaRole.LINK)).hasCount(1);
                assertThat(line.locator(".agenda-cause").innerText()).endsWith(".");
            }
            assertOnOneScreen(page, DashboardTest.DASHBOARD);
            assertThat(page.locator(".dashboard-headline.tone-bad")).isVisible();
            look(page, "dashboard-faults");
            page.getByRole(AriaRole.LINK, named("Issue it now: CRL of")).first().click();
            assertThat(page).hasURL(Pattern.compile("/crls/[0-9a-f]{16}/complete$"));
        }
    }
}
