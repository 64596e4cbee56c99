package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;

/** What tests look for on the console's pages. */
final class ConsolePages {

    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("lineage.screenshots", "target/screenshots"));

    /**
     * Colours pass into one another, also where motion is reduced: they are what they come to. What
     * one passes on may set another going.
     */
    private static final String SETTLE_COLOURS =
            """
            () => {
                const passing = root => [
                    ...root.getAnimations().filter(each => each instanceof CSSTransition),
                    ...[...root.querySelectorAll('*')]
                        .filter(each => each.shadowRoot)
                        .flatMap(each => passing(each.shadowRoot))];
                for (let rounds = 20, left; rounds-- > 0 && (left = passing(document)).length;) {
                    left.forEach(each => each.finish());
                }
            }
            """;

    private static final double SCREEN = 900;

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

    /**
     * By the browser's button. Vaadin's client takes the way back for its own doing, and asks the
     * server for nothing, if it comes between a change of the address and the end of its work on
     * it: a person is slower than that.
     */
    static void goBack(Page page) {
        page.evaluate(
                "new Promise(done => { let looks = 500; const look = () => window.Vaadin.Flow.navigation && looks-- > 0 ? setTimeout(look, 10) : done(); look(); })");
        page.goBack();
    }

    static void screenshot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        // A third of the time of PNG.
                        .setType(ScreenshotType.JPEG)
                        .setQuality(80)
                        .setPath(
                                SCREENSHOTS.resolve(
                                        name.toLowerCase(java.util.Locale.ROOT) + ".jpg")));
    }

    /**
     * Takes a page's picture by day and by night, and looks for barriers in both: by night only for
     * those that colours make, as the rest is the same.
     */
    static void look(Page page, String name) {
        picture(page, name, ColorScheme.DARK);
        Barriers.assertNoneOfColours(page);
        picture(page, name, ColorScheme.LIGHT);
        assertAccessible(page);
    }

    private static void picture(Page page, String name, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate(SETTLE_COLOURS);
        screenshot(page, name + "-" + scheme);
    }

    /** Each of these parts ends above the lower edge of a screen of 1440 by 900. */
    static void assertOnOneScreen(Page page, String parts) {
        for (var part : page.locator(parts).all()) {
            var box = part.boundingBox();
            assertThat(box.y + box.height).as(part.innerText()).isLessThanOrEqualTo(SCREEN);
        }
    }

    static void assertAccessible(Page page) {
        Barriers.assertNone(page);
    }
}
