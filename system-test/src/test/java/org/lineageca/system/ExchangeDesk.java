package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;

/**
 * Two people of one installation, at the page Exchange of their console.
 *
 * @param lineage the installation
 * @param first brings keys, packs, carries and takes in
 * @param second compares
 */
record ExchangeDesk(Installation lineage, Page first, Page second) {

    private static final String WORDS = ".digest-board .word";

    /** The two officers of an online installation. */
    static ExchangeDesk online(Installation lineage, Browser browser) {
        return of(lineage, browser, "officer", "second-officer");
    }

    /** The administrator and a custodian of an offline installation. */
    static ExchangeDesk offline(Installation lineage, Browser browser) {
        return of(lineage, browser, "administrator", "custodian-1");
    }

    static ExchangeDesk of(Installation lineage, Browser browser, String first, String second) {
        return new ExchangeDesk(
                lineage, page(lineage, browser, first), page(lineage, browser, second));
    }

    private static Page page(Installation lineage, Browser browser, String name) {
        return browser.signedIn(lineage.console(), lineage.credentials().resolve(name));
    }

    /** Both open the page anew. */
    void open() {
        for (var page : new Page[] {first, second}) {
            page.navigate(lineage.console().resolve("exchange").toString());
            assertThat(heading(page, "Exchange")).isVisible();
        }
    }

    /** This installation's own key, as a file in {@link Installation#folder()}. */
    Path ownKey() {
        open();
        return saved(
                first.getByRole(AriaRole.LINK, named("Download exchange-key.spki")),
                "exchange-key.spki");
    }

    /**
     * The other side's key is brought here by the first, and compared by the second.
     *
     * @param name what it is called here, as is suggested
     */
    void pin(String name, ExchangeDesk other) {
        var key = other.ownKey();
        open();
        button(first, "Bring a partner's key…").click();
        assertThat(first.getByLabel("What it is called here")).hasValue(name);
        first.locator("vaadin-dialog input[type=file]").setInputFiles(key);
        assertThat(first.getByLabel("Its public key (PEM)"))
                .hasValue(java.util.regex.Pattern.compile("^-----BEGIN PUBLIC KEY-----"));
        button(first, "Put on record").click();
        assertThat(first.getByText("You brought it, so another person compares it.")).isVisible();
        open();
        button(second, "Compare its words…").click();
        var aloud = other.first().locator(".own-key " + WORDS).allInnerTexts();
        assertThat(second.locator("vaadin-dialog " + WORDS)).hasText(aloud.toArray(String[]::new));
        assertThat(button(second, "Pin it")).isDisabled();
        second.getByLabel("I heard these words").check();
        button(second, "Pin it").click();
        assertThat(second.locator(".partners .badge-good")).hasText("pinned");
        open();
    }

    /** Packs what waits; the page of an online installation only. */
    void packRequests(String partner) {
        open();
        button(first, "Pack requests for " + partner).click();
        assertThat(first.getByText("No approved act waits for a key kept offline")).isVisible();
    }

    /**
     * Downloads a package from the list.
     *
     * @param title such as {@code Requests 1}
     */
    Path download(String title) {
        openPackage(title);
        return saved(
                first.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Download").setExact(true)),
                title.replace(' ', '-') + ".lineage");
    }

    /** The page of one package. */
    void openPackage(String title) {
        open();
        first.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title).setExact(true))
                .click();
        assertThat(heading(first, "What it holds")).isVisible();
    }

    /** Hands a file in, and waits until its contents are shown; it is not taken by that. */
    void upload(Path file) {
        openImport();
        first.locator(".ways > .card").first().locator("input[type=file]").setInputFiles(file);
    }

    /** Takes what is shown. */
    void take() {
        button(first, "Take it in").click();
        assertThat(first.locator(".taken")).isVisible();
    }

    /** A package's QR codes, each as a camera sees it on the screen. */
    List<Path> photographs(String title) {
        openPackage(title);
        first.getByRole(AriaRole.LINK, named("Show as QR codes")).click();
        button(first, "Pause").click();
        assertThat(button(first, "Go on")).isVisible();
        var position = first.locator(".qr-view .actions > span");
        var count = Integer.parseInt(position.innerText().split(" of ", -1)[1]);
        var pictures = new Path[count];
        for (var taken = 0; taken < count; taken++) {
            var shown = position.innerText();
            var number = Integer.parseInt(shown.split(" of ", -1)[0]);
            pictures[number - 1] = lineage.folder().resolve("code-" + number + ".png");
            first.locator(".qr-view .qr")
                    .screenshot(new Locator.ScreenshotOptions().setPath(pictures[number - 1]));
            button(first, "On one").click();
            assertThat(position).not().hasText(shown);
        }
        return List.of(pictures);
    }

    /** The sheet of the codes on the page, to be printed. */
    void openSheet() {
        first.getByRole(AriaRole.LINK, named("Sheet to print")).click();
        assertThat(button(first, "Print")).isVisible();
    }

    /** Opens the page that takes packages in. */
    void openImport() {
        first.navigate(lineage.console().resolve("exchange/import").toString());
        assertThat(heading(first, "Take in a package")).isVisible();
    }

    /** Hands pictures of QR codes in there. */
    void show(List<Path> pictures) {
        first.locator(".scan input[type=file]").setInputFiles(pictures.toArray(Path[]::new));
    }

    /** How many of the codes are there, and which are not. */
    Locator standing() {
        return first.locator(".scan .standing");
    }

    /** The refusal on the page. */
    Locator refusal() {
        return first.locator(".outcome .callout-bad");
    }

    /** The steps of a script on the page, which answer the requests it shows. */
    Locator steps() {
        return first.locator(".steps-text pre");
    }

    private Path saved(Locator link, String name) {
        var file = lineage.folder().resolve(name);
        first.waitForDownload(link::click).saveAs(file);
        return file;
    }
}
