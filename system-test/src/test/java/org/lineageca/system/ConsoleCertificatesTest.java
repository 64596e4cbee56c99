package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.goBack;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;
import static org.lineageca.system.ConsolePages.screenshot;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Certificates as officers find, read, compare and revoke them. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class ConsoleCertificatesTest {

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
    void anOfficerIssuesFindsAndRevokesACertificate(Installation lineage) throws IOException {
        lineage.request("console.example");
        var page = certificates(lineage);
        paste(page, Files.readString(lineage.folder().resolve("console-example-request.pem")));
        screenshot(page, "issue");
        button(page, "Check").click();
        var decoded = page.locator(".foreseen .decoded");
        assertThat(decoded).containsText("dns:console.example");
        assertThat(decoded).containsText("EC P-256");
        assertThat(page.getByText("nothing stands against it")).isVisible();
        assertThat(page.locator(".foreseen")).containsText("tls-server, version 1");
        look(page, "issue-checked");
        button(page, "Back").click();
        assertThat(page.getByLabel("Request (PKCS#10, PEM)"))
                .hasValue(Pattern.compile("BEGIN CERTIFICATE REQUEST"));
        button(page, "Check").click();
        button(page, "Issue").click();
        assertThat(page.getByText("is issued")).isVisible();
        screenshot(page, "issued");
        var chain = page.getByLabel("Chain, leaf first, without the root").inputValue();
        assertThat(chain.split("BEGIN CERTIFICATE", -1)).hasSize(3);
        button(page, "Close").click();

        // Asked for again: what stands against it is there before, and nothing to be pressed.
        paste(page, Files.readString(lineage.folder().resolve("console-example-request.pem")));
        button(page, "Check").click();
        assertThat(page.getByText("This very request was answered before")).isVisible();
        assertThat(button(page, "Issue")).hasCount(0);
        look(page, "issue-refused");
        button(page, "Cancel").click();

        find(page, "console.example");
        look(page, "certificate");
        button(page, "Revoke…").click();
        page.getByLabel(Pattern.compile("^Not decided: .*certificateHold")).check();
        button(page, "Next").click();
        assertThat(page.getByText("until it is released or revoked for good")).isVisible();
        button(page, "Put on hold").click();
        assertThat(page.locator(".facts .badge").first()).hasText("on hold");
        button(page, "Release…").click();
        page.getByLabel("Why can it be trusted again?").fill("The laptop was found.");
        screenshot(page, "release");
        button(page, "Release the hold").click();
        assertThat(page.locator(".facts .badge").first()).hasText("good");
        button(page, "Revoke…").click();
        page.getByLabel("A new certificate has taken its place (superseded)").check();
        screenshot(page, "revoke");
        button(page, "Next").click();
        assertThat(page.getByText("nobody can undo that")).isVisible();
        assertThat(page.getByText("Complete CRL: the next one is due")).isVisible();
        look(page, "revoke-confirm");
        button(page, "Back").click();
        button(page, "Next").click();
        button(page, "Revoke for good").click();
        assertThat(page.locator(".facts .badge").first()).hasText("revoked");
        assertThat(button(page, "Revoke…")).hasCount(0);

        lineage.lineage("crl", "issue").succeeded();
        page.reload();
        var life = page.locator(".figure tbody");
        assertThat(life).containsText("put on hold");
        assertThat(life).containsText("The laptop was found.");
        assertThat(life).containsText("revoked: superseded");
        assertThat(life).containsText("told by CRL");
        assertThat(page.locator(".figure svg .moment"))
                .hasCount(page.locator(".figure tbody tr").count());
        assertThat(page.locator(".figure svg .status-revoked")).hasCount(1);
        look(page, "certificate-revoked");

        Files.writeString(lineage.folder().resolve("console-example-chain.pem"), chain);
        var end = "-----END CERTIFICATE-----\n";
        Files.writeString(
                lineage.folder().resolve("console-example-issuer.pem"),
                chain.substring(chain.indexOf(end) + end.length()));
        await().untilAsserted(() ->
                assertThat(lineage.ocspStatus("console-example"))
                        .contains("revoked", "superseded"));
    }

    @Test
    void thePageOfACertificateSaysWhatOpensslSays(Installation lineage) throws IOException {
        var prefix = lineage.issueServer("page.example");
        var page = certificates(lineage);
        find(page, "page.example");
        var openssl =
                lineage.shell()
                        .bash(
                                "openssl x509 -in %s-chain.pem -noout -fingerprint -sha256 -serial"
                                        .formatted(prefix))
                        .succeeded()
                        .out();
        var sha256 =
                openssl.replaceAll("(?s).*Fingerprint=([0-9A-F:]+).*", "$1")
                        .replace(":", "")
                        .toLowerCase(java.util.Locale.ROOT);
        var serial =
                openssl.replaceAll("(?s).*serial=([0-9A-F]+).*", "$1")
                        .toLowerCase(java.util.Locale.ROOT);
        assertThat(page).hasURL(Pattern.compile("/certificates/" + sha256 + "$"));
        var decoded = page.locator(".decoded");
        assertThat(decoded).containsText("dns:page.example");
        assertThat(decoded).containsText(serial);
        assertThat(decoded).containsText("EC P-256");
        assertThat(decoded).containsText("serverAuth");
        assertThat(page.getByText("trust anchor")).isVisible();
        var pem = page.getByLabel("Certificate (PEM)").inputValue();
        assertThat(Files.readString(lineage.folder().resolve(prefix + "-chain.pem")))
                .startsWith(pem);
        var pkcs7 = page.waitForDownload(() -> page.getByText("The same as PKCS #7").click());
        Files.copy(pkcs7.path(), lineage.folder().resolve("page.p7c"));
        assertThat(
                        lineage.shell()
                                .bash(
                                        "openssl pkcs7 -inform DER -in page.p7c -print_certs | grep -c BEGIN")
                                .succeeded()
                                .out()
                                .strip())
                .isEqualTo("2");
        page.setViewportSize(1440, 2600);
        look(page, "certificate-page");
        page.setViewportSize(480, 2600);
        look(page, "certificate-narrow");

        // The address alone suffices, and the way back is the browser's.
        page.getByRole(AriaRole.LINK, named("CN=TLS Issuing CA 2026-1")).first().click();
        assertThat(heading(page, "TLS Issuing CA 2026-1")).isVisible();
        // The address follows what is shown.
        assertThat(page).hasURL(Pattern.compile("/authorities/"));
        goBack(page);
        assertThat(heading(page, "page.example")).isVisible();
        page.navigate(lineage.console().resolve("certificates/" + "0".repeat(64)).toString());
        assertThat(page.getByText("No such certificate was issued here").first()).isVisible();
    }

    @Test
    void whatIsPastedIsFoundWhateverToolItIsFrom(Installation lineage) throws IOException {
        var prefix = lineage.issueServer("pasted.example");
        var openssl =
                lineage.shell()
                        .bash(
                                "openssl x509 -in %s-chain.pem -noout -serial -fingerprint -sha256"
                                        .formatted(prefix))
                        .succeeded()
                        .out()
                        .lines()
                        .toList();
        var page = certificates(lineage);
        var search = page.getByLabel("Search certificates");
        var link = page.getByRole(AriaRole.LINK, named("CN=pasted.example"));
        search.fill(openssl.getFirst());
        assertThat(page.getByText("it is the whole number")).isVisible();
        assertThat(link).hasCount(1);
        search.fill(
                new java.math.BigInteger(openssl.getFirst().replace("serial=", ""), 16).toString());
        assertThat(page.getByText("Taken for a serial number in decimal digits")).isVisible();
        assertThat(link).hasCount(1);
        search.fill(openssl.getLast());
        assertThat(page.getByText("It is the certificate's own.")).isVisible();
        look(page, "certificates-found");
        search.fill(Files.readString(lineage.folder().resolve(prefix + "-request.pem")));
        assertThat(page.getByText("These were issued for it.")).isVisible();

        // What was looked for is in the address: the way back and a second look lead to it.
        assertThat(page).hasURL(Pattern.compile("/certificates\\?query=[0-9a-f]{64}$"));
        link.click();
        assertThat(heading(page, "pasted.example")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/certificates/[0-9a-f]{64}$"));
        goBack(page);
        assertThat(search).hasValue(Pattern.compile("^[0-9a-f]{64}$"));
        assertThat(link).hasCount(1);
        page.reload();
        assertThat(link).hasCount(1);

        // Who has left before the address followed is not overtaken by it.
        page.getByRole(AriaRole.LINK, named("Profiles")).click();
        assertThat(heading(page, "Profiles")).isVisible();
        goBack(page);
        assertThat(link).hasCount(1);
        page.waitForRequest("**/*v-r=uidl*", () -> search.fill("none.example"));
        page.evaluate("history.forward()");
        assertThat(heading(page, "Profiles")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/profiles$"));
    }

    @Test
    void twoCertificatesAreComparedFieldByField(Installation lineage) throws IOException {
        var prefix = lineage.issueServer("first.example");
        lineage.issueServer("second.example");
        var page = certificates(lineage);
        find(page, "second.example");
        button(page, "Compare with…").click();
        page.getByLabel("The other certificate").fill("nothing");
        button(page, "Compare").click();
        assertThat(page.getByText("This names no certificate").first()).isVisible();
        button(page, "Close").click();
        page.getByLabel("The other certificate")
                .fill(Files.readString(lineage.folder().resolve(prefix + "-chain.pem")));
        button(page, "Compare").click();
        assertThat(heading(page, "Compare certificates")).isVisible();
        var row =
                page.locator(
                        "tr.different", new Page.LocatorOptions().setHasText("Alternative names"));
        assertThat(row).containsText("dns:second.example");
        assertThat(row).containsText("dns:first.example");
        assertThat(
                        page.locator("tr.same", new Page.LocatorOptions().setHasText("Key usage"))
                                .first())
                .containsText("equal");
        page.setViewportSize(1440, 2200);
        look(page, "certificates-compared");
        page.getByLabel("Only what differs").check();
        assertThat(page.locator("tr.same").first()).isHidden();
        page.reload();
        assertThat(row).isVisible();
        goBack(page);
        assertThat(heading(page, "second.example")).isVisible();

        // A certificate of somebody else is in the address itself.
        lineage.shell()
                .bash(
                        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=foreign.example -keyout foreign-key.pem -out foreign.pem -days 2")
                .succeeded();
        button(page, "Compare with…").click();
        page.getByLabel("The other certificate")
                .fill(Files.readString(lineage.folder().resolve("foreign.pem")));
        button(page, "Compare").click();
        page.waitForURL(Pattern.compile("/certificates/compare/[0-9a-f]{64}\\?with="));
        assertThat(page.getByText("not ours").first()).isVisible();
        page.reload();
        assertThat(page.getByText("CN = foreign.example").first()).isVisible();
    }

    private static void paste(Page page, String request) {
        button(page, "Issue certificate").click();
        page.getByLabel("Profile").click();
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^tls-server")))
                .click();
        page.getByLabel("Request (PKCS#10, PEM)").fill(request);
    }

    private static void find(Page page, String host) {
        page.getByLabel("Search certificates").fill(host);
        page.getByRole(AriaRole.LINK, named("CN=" + host)).first().click();
        assertThat(heading(page, host)).isVisible();
        assertThat(page).hasURL(Pattern.compile("/certificates/[0-9a-f]{64}$"));
    }

    private static Page certificates(Installation lineage) {
        var page = browser.signedIn(lineage.console(), lineage.credentials().resolve("officer"));
        page.navigate(lineage.console().resolve("certificates").toString());
        assertThat(heading(page, "Certificates")).isVisible();
        return page;
    }
}
