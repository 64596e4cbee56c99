package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.assertAccessible;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.named;
import static org.lineageca.system.ConsolePages.screenshot;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Officers hold ceremonies in their browsers, from the script to the closed record. */
@Order(Turn.ALONE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CeremonyConsoleTest {

    private static Installation lineage;
    private static Browser browser;
    private static CeremonyTable table;

    @BeforeAll
    static void open() {
        lineage = Installation.startOffline();
        browser = new Browser();
        table = CeremonyTable.seated(lineage, browser);
    }

    @AfterAll
    static void close() {
        browser.close();
        lineage.close();
    }

    /** Takes a page's picture, and looks for barriers. */
    private static void look(Page page, String name) {
        screenshot(page, "ceremony-" + name);
        assertAccessible(page);
    }

    /** The same by night, and as it looks on a narrow screen. */
    private static void lookClosely(Page page, String name) {
        page.setViewportSize(400, 900);
        screenshot(page, "ceremony-" + name + "-narrow");
        page.setViewportSize(1440, 900);
        ConsolePages.look(page, "ceremony-" + name);
    }

    @Test
    @Order(1)
    void anOfflineInstallationOpensAtItsCeremoniesAndLeavesOutWhatNeedsANetwork() {
        var page = table.administrator();
        page.navigate(lineage.console().toString());

        assertThat(heading(page, "Ceremonies")).isVisible();
        assertThat(page.getByText("No ceremony was drafted yet.")).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("Authorities"))).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("CRLs and OCSP"))).hasCount(0);
        look(page, "empty");
    }

    @Test
    @Order(2)
    void aScriptIsCheckedWhileItIsWrittenAndTheLineIsMarked() throws IOException {
        var page = table.administrator();
        button(page, "New ceremony").click();
        assertThat(heading(page, "What it means")).isVisible();
        look(page, "script");

        var editor = page.getByLabel("Script (YAML)");
        var good = editor.inputValue();
        editor.fill(good.replace("path-length: 2", "path-lenght: 2"));
        assertThat(heading(page, "Line 24, column 20")).isVisible();
        assertThat(page.getByText("'path-lenght' is not known here")).isVisible();
        assertThat(page.locator(".script-text .mark")).isVisible();
        assertThat(button(page, "Keep the ceremony")).isDisabled();
        lookClosely(page, "script-wrong");

        var file = Files.writeString(lineage.folder().resolve("script.yaml"), good);
        page.locator("vaadin-upload input[type=file]").setInputFiles(file);
        assertThat(editor).hasValue(good);
        assertThat(heading(page, "What it means")).isVisible();

        editor.fill(good.replace("count: 4", "count: 2"));
        button(page, "Keep the ceremony").click();
        assertThat(heading(page, "Creation of the example PKI")).isVisible();
        lookClosely(page, "plan");
    }

    @Test
    @Order(3)
    void fourPeopleApproveThePlanAfterComparingItsDigest() {
        table.goTo("ceremonies/1");
        button(table.witness(), "Approve…").click();
        assertThat(button(table.witness(), "Approve this plan")).isDisabled();
        look(table.witness(), "approve");
        table.approve(1);
        table.goTo("ceremonies/1");
        assertThat(table.witness().getByText("authorised").first()).isVisible();
        assertThat(button(table.witness(), "Begin…")).isDisabled();
        look(table.administrator(), "authorised");
    }

    @Test
    @Order(4)
    void aRehearsalGoesThroughEveryStep() {
        button(table.administrator(), "Rehearse").click();
        assertThat(heading(table.administrator(), "Roll call")).isVisible();
        table.goTo("ceremonies/1/runs/1");
        look(table.witness(), "roll-call");
        table.gather();

        table.at("Initialise token root");
        button(table.administrator(), "Draw the PIN and split it").hover();
        look(table.administrator(), "split");
        table.splitAndShow();

        table.at("Generate key root-r1");
        table.press("Generate the key");
        lookClosely(table.witness(), "read-back");
        table.readBack();
        table.press("Go on to the next step");
        table.sign();
        table.generate();
        table.sign();
        for (var crl = 1; crl <= 4; crl++) {
            table.at(
                    "Sign CRL %d of Example %s"
                            .formatted((crl - 1) % 2 + 1, crl <= 2 ? "Root R1" : "Policy P1"));
            table.sign();
        }
        table.close();
        lookClosely(table.custodian(1), "closed");
    }

    @Test
    @Order(5)
    void theRecordOfARunCanBeTakenAway() {
        var page = table.witness();
        page.navigate(lineage.console().resolve("ceremonies/1").toString());
        var file = downloaded(page, "Record", "record.jsonl");
        assertThat(file).content().contains("\"kind\":\"Closed\"").contains("\"initials\":\"WW\"");
        look(page, "completed");

        var minutes = downloaded(page, "Minutes", "minutes.pdf");
        var checked =
                lineage.lineage("verify-ceremony", file.toString(), "--minutes", minutes.toString())
                        .succeeded();
        assertThat(checked.out())
                .contains("note  kind of run                     a rehearsal")
                .contains("made again from the record, the same to the octet")
                .endsWith("It is in order.\n");
        assertThat(lineage.lineage("verify-ceremony", minutes.toString()).status()).isOne();
    }

    private static Path downloaded(Page page, String link, String name) {
        var file = lineage.folder().resolve(name);
        page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named(link)).first().click())
                .saveAs(file);
        return file;
    }

    @Test
    @Order(5)
    void aCustodianOpensAnEnvelopeWithTheProgramToo() {
        var envelope = lineage.folder().resolve("custodian-1-share-1-1.p7m");
        var key = lineage.credentials().resolve("custodian-1").resolve("key.pem").toString();
        var opened = lineage.lineage("share", "open", envelope.toString(), "--key", key);
        assertThat(opened.succeeded().out().strip())
                .isEqualTo(table.opened("custodian-1", envelope));

        var card = lineage.folder().resolve("card.pdf");
        var written =
                lineage.lineage(
                        "share",
                        "open",
                        envelope.toString(),
                        "--key",
                        key,
                        "--card",
                        card.toString(),
                        "--name",
                        "Carl");
        assertThat(written.succeeded().all()).doesNotContain("LS1-");
        assertThat(card).content(StandardCharsets.ISO_8859_1).startsWith("%PDF-1.7");
    }

    @Test
    @Order(6)
    void aStepIsPassedOverWithAReasonAndTheWitnessAndWhatIsTypedStays() {
        var page = table.administrator();
        table.begin(1, 2);
        assertThat(page.getByText("Throw-away token")).isHidden();
        table.splitAndShow();
        table.press("Generate the key");
        var typed = page.getByLabel("Your initials: the digest is the one I see");
        typed.fill("AB");
        CeremonyTable.initial(table.witness(), "WW");
        assertThat(page.locator(".initials .letters")).hasText("WW");
        assertThat(typed).hasValue("AB");
        button(page, "It is the same").click();
        table.press("Go on to the next step");

        button(page, "Pass over this step…").click();
        page.getByLabel("Reason").fill("The certificate is signed in another ceremony.");
        look(page, "deviation");
        button(page, "Ask the witness").click();
        var witness = table.witness();
        assertThat(witness.getByText("Step 4 is to be passed over")).isVisible();
        look(witness, "deviation-witnessed");
        witness.getByLabel("Your initials to the deviation").fill("WW");
        button(witness, "Let it be passed over").click();
        assertThat(page.locator(".rail li.passed-over")).hasCount(1);
    }

    @Test
    @Order(7)
    void afterALossOfPowerTheRunGoesOnAtTheVeryStepWithSharesHandedInAnew() {
        var title = table.administrator().locator(".stage h2").first().innerText();
        lineage.shell().bash("kill -9 " + lineage.processes().get("signer-root")).succeeded();
        table.goTo("ceremonies/1/runs/2");
        table.at(title);
        assertThat(table.administrator().locator(".token .badge")).hasText("locked");
        look(table.custodian(1), "share");
        CeremonyTable.shareField(table.custodian(3)).fill("LS1-this-is-no-share");
        button(table.custodian(3), "Hand in").click();
        assertThat(table.custodian(3).getByText("Share refused")).isVisible();
        table.open();
    }

    @Test
    @Order(8)
    void everyBrowserComesBackByItselfWhenTheConsoleDoes() {
        lineage.shell().bash("kill -9 " + lineage.processes().get("admin-ui")).succeeded();
        var anew = Pattern.compile("^The program was started anew");
        for (var page : table.pages().values()) {
            assertThat(page.locator(".transcript").getByText(anew))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(240_000));
        }
        table.at("Generate key policy-p1");
    }

    @Test
    @Order(9)
    void anAbortTakesAReasonAndTheWordAndLeavesNoKey() {
        var page = table.administrator();
        button(page, "Abort…").click();
        page.getByLabel("Reason").fill("The root's certificate was passed over.");
        assertThat(button(page, "Abort for good")).isDisabled();
        page.getByLabel("Type ABORT to confirm").fill("ABORT");
        look(page, "abort");
        button(page, "Abort for good").click();
        assertThat(page.locator(".waiting")).containsText("No key that it made is left");
        assertThat(table.witness().getByText(Pattern.compile("of this aborted run is destroyed")))
                .isVisible();
        lookClosely(table.witness(), "aborted");
    }

    @Test
    @Order(10)
    void whatIsLeftOfAnAbortedRunSaysWhatItIsWorthAndHowItComparesWithItsRehearsal() {
        var page = table.administrator();
        assertThat(heading(page, "To take away")).isVisible();
        page.navigate(lineage.console().resolve("ceremonies/1").toString());
        assertThat(
                        page.getByText(
                                Pattern.compile(
                                        "^Compared with rehearsal, run 1: 0 of 6 to-be-signed bodies")))
                .isVisible();
        look(page, "compared");
        var file = downloaded(page, "Record", "aborted.jsonl");
        var checked =
                lineage.lineage(
                        "verify-ceremony",
                        file.toString(),
                        "--rehearsal",
                        lineage.folder().resolve("record.jsonl").toString());
        assertThat(checked.status()).as(checked.all()).isEqualTo(4);
        assertThat(checked.out())
                .contains("warn  signature of the record         aborted, not signed")
                .contains("note  compared with the rehearsal     0 of 6")
                .contains("step 4 (Sign certificate of Example Root R1) was rehearsed only");
    }
}
