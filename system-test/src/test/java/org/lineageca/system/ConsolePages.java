package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** What tests look for on the console's pages. */
final class ConsolePages {

    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("lineage.screenshots", "target/screenshots"));

    private ConsolePages() {}

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void screenshot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(
                                SCREENSHOTS.resolve(
                                        name.toLowerCase(java.util.Locale.ROOT) + ".png")));
    }

    static void assertAccessible(Page page) {
        var serious =
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(violation ->
                                        "serious".equals(violation.getImpact())
                                                || "critical".equals(violation.getImpact()))
                                .map(violation ->
                                        violation.getId()
                                                + ": "
                                                + violation.getHelp()
                                                + " "
                                                + violation.getNodes())
                                .toList();
        assertThat(serious).isEmpty();
    }
}
