package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Five people around a table, each at a browser of their own.
 *
 * @param lineage the offline installation they sit at
 */
record CeremonyTable(Installation lineage, Map<String, Page> pages) {

    private static final String DIGEST = ".stage .digest-board code";

    static final String ADMINISTRATOR = "administrator";
    static final String WITNESS = "witness";
    static final List<String> CUSTODIANS = List.of("custodian-1", "custodian-2", "custodian-3");

    CeremonyTable {
        // In the order in which they were seated, in each run of the tests.
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
    }

    static CeremonyTable seated(Installation lineage, Browser browser) {
        var pages = new LinkedHashMap<String, Page>();
        for (var name : List.of(ADMINISTRATOR, WITNESS)) {
            pages.put(name, page(lineage, browser, name));
        }
        CUSTODIANS.forEach(name -> pages.put(name, page(lineage, browser, name)));
        return new CeremonyTable(lineage, pages);
    }

    private static Page page(Installation lineage, Browser browser, String name) {
        return browser.signedIn(lineage.console(), lineage.credentials().resolve(name));
    }

    Page of(String name) {
        return Objects.requireNonNull(pages.get(name), name);
    }

    Page administrator() {
        return of(ADMINISTRATOR);
    }

    Page witness() {
        return of(WITNESS);
    }

    Page custodian(int number) {
        return of(CUSTODIANS.get(number - 1));
    }

    /** Everyone opens a page of the console. */
    void goTo(String path) {
        pages.values().forEach(page -> page.navigate(lineage.console().resolve(path).toString()));
    }

    /** The administrator, the witness and two custodians approve the plan of a ceremony. */
    void approve(long ceremony) {
        goTo("ceremonies/" + ceremony);
        for (var name : List.of(ADMINISTRATOR, WITNESS, CUSTODIANS.get(0), CUSTODIANS.get(1))) {
            var page = of(name);
            button(page, "Approve…").click();
            page.getByLabel("I compared this digest").check();
            button(page, "Approve this plan").click();
            assertThat(page.getByText("Approve: You approved this plan.")).isVisible();
        }
    }

    /** The administrator begins the ceremony itself, and everyone comes to its run. */
    void begin(long ceremony, long run) {
        var page = administrator();
        page.navigate(lineage.console().resolve("ceremonies/" + ceremony).toString());
        button(page, "Begin…").click();
        button(page, "Begin").click();
        assertThat(heading(page, "Roll call")).isVisible();
        goTo("ceremonies/%d/runs/%d".formatted(ceremony, run));
        gather();
    }

    /** Two custodians hand in the shares they keep. */
    void open() {
        for (var custodian : CUSTODIANS.subList(0, 2)) {
            handIn(custodian, opened(custodian, newestEnvelope(custodian)));
        }
        assertThat(administrator().locator(".token .badge")).hasText("active");
    }

    private Path newestEnvelope(String custodian) {
        try (var files = Files.list(lineage.folder())) {
            return files.filter(file ->
                            String.valueOf(file.getFileName()).startsWith(custodian + "-share-"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record is read back and signed, and the token locked. */
    void close() {
        at("Close");
        press("Show the record's digest to read back");
        readBack();
        press("Sign the record and close");
        pages.values()
                .forEach(page ->
                        assertThat(page.locator(".waiting"))
                                .containsText("Its record is complete and signed"));
    }

    /** Everyone who takes part in the run that is open says so, and the roll call is closed. */
    void gather() {
        for (var page : pages.values()) {
            button(page, "I am here").click();
            assertThat(button(page, "I am here")).isHidden();
        }
        button(administrator(), "Close the roll call").click();
    }

    /** The PIN is split; every custodian takes the share, opens it, and hands it in. */
    void splitAndShow() {
        button(administrator(), "Draw the PIN and split it").click();
        takeShares();
    }

    /** Every custodian takes the share that was split, opens it, and hands it in. */
    void takeShares() {
        CUSTODIANS.forEach(this::showShare);
    }

    private void showShare(String custodian) {
        var page = of(custodian);
        var link =
                page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Take share \\d$")));
        var download = page.waitForDownload(link::click);
        var file = lineage.folder().resolve(custodian + "-" + download.suggestedFilename());
        download.saveAs(file);
        handIn(custodian, opened(custodian, file));
    }

    /** A custodian opens the envelope with their own key. */
    String opened(String custodian, Path envelope) {
        return lineage.shell()
                .run(
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-inform",
                        "DER",
                        "-in",
                        envelope.toString(),
                        "-inkey",
                        lineage.credentials().resolve(custodian).resolve("key.pem").toString())
                .succeeded()
                .out()
                .strip();
    }

    /** Nothing that goes over the network meanwhile holds what was typed. */
    void handIn(String custodian, String share) {
        var page = of(custodian);
        var sent = new ArrayList<String>();
        Consumer<Request> overheard = request -> sent.add(String.valueOf(request.postData()));
        page.onRequest(overheard);
        var taken = page.locator(".transcript").getByText(custodian + " handed in share");
        var before = taken.count();
        shareField(page).fill(share);
        shareField(page).press("Enter");
        assertThat(taken).hasCount(before + 1);
        page.offRequest(overheard);
        assertThat(sent).isNotEmpty().noneMatch(body -> body.contains(secret(share)));
    }

    /** Of {@code LS1-<set>-<index>-<k>of<n>-<groups>-<checksum>}, the first two groups. */
    private static String secret(String share) {
        var parts = share.split("-", -1);
        return parts[4] + "-" + parts[5];
    }

    static Locator shareField(Page page) {
        return page.getByLabel("Your share", new Page.GetByLabelOptions().setExact(true));
    }

    /** Administrator and witness see the same digest, and put their initials to it. */
    void readBack() {
        var shown = administrator().locator(DIGEST);
        assertThat(shown).hasCount(16);
        assertThat(witness().locator(DIGEST)).hasText(shown.allInnerTexts().toArray(String[]::new));
        initial(administrator(), "AA");
        initial(witness(), "WW");
    }

    static void initial(Page page, String letters) {
        page.getByLabel("Your initials: the digest is the one I see").fill(letters);
        button(page, "It is the same").click();
    }

    void generate() {
        awaitAll("Generate the key");
        press("Generate the key");
        readBack();
        press("Go on to the next step");
    }

    void sign() {
        awaitAll("Show the digest to read back");
        press("Show the digest to read back");
        readBack();
        press("Sign");
    }

    /** Waits until a button offers the next move, and everyone is at that step. */
    private void awaitAll(String offered) {
        assertThat(button(administrator(), offered)).isVisible();
        var step = administrator().locator(".step-number").innerText();
        pages.values().forEach(page -> assertThat(page.locator(".step-number")).hasText(step));
    }

    /** Presses the administrator's one button, when it is there. */
    void press(String text) {
        button(administrator(), text).click();
    }

    /** Waits until everyone is at a step. */
    void at(String title) {
        pages.values().forEach(page -> assertThat(heading(page, title)).isVisible());
    }
}
