package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two installations that share no network: on one the root, used in ceremonies only; on the other
 * the CAs that issue below it. People carry packages between them. This is what {@code
 * docs/officers.md} tells a new officer, step by step, and its pictures are taken here.
 */
@Order(Turn.LONG)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfflineRootTest {

    private static final String ROLE = "tls-servers";

    private static Installation vault;
    private static Officers officers;
    private static Browser browser;
    private static CeremonyTable table;
    private static ExchangeDesk inside;
    private static ExchangeDesk outside;
    private static ActsDesk acts;
    private static int runs;

    @BeforeAll
    static void open() {
        vault = Installation.startOffline();
        officers = new Officers(Installation.startQuickly());
        browser = new Browser();
        table = CeremonyTable.seated(vault, browser);
        inside = new ExchangeDesk(vault, table.administrator(), table.custodian(1));
        outside = ExchangeDesk.online(officers.lineage(), browser);
        acts = new ActsDesk(officers.lineage(), outside.first(), outside.second());
    }

    @AfterAll
    static void close() {
        browser.close();
        officers.lineage().close();
        vault.close();
    }

    /** Drafts a script, has it approved, and opens its real run up to the end of the roll call. */
    private static void begin(String script) {
        runs++;
        var page = table.administrator();
        page.navigate(vault.console().resolve("ceremonies").toString());
        button(page, "New ceremony").click();
        var editor = page.getByLabel("Script (YAML)");
        var example = editor.inputValue();
        var nobody = page.getByText("Nothing will be found at http://crl.example.org");
        if (runs == 1) {
            assertThat(nobody).isVisible();
        }
        var head = example.substring(0, example.indexOf("steps:\n") + "steps:\n".length());
        editor.fill(
                (script.isEmpty() ? example : head + script)
                        .replace("http://crl.example.org", officers.lineage().crl().toString())
                        .replace("count: 4", "count: 2"));
        assertThat(nobody).isHidden();
        if (runs == 1) {
            assertThat(heading(page, "What it means")).isVisible();
            heading(page, "New ceremony").scrollIntoViewIfNeeded();
            GuidePicture.takeWide(page, "script", 800);
        }
        button(page, "Keep the ceremony").click();
        assertThat(button(page, "Approve…")).isVisible();
        table.approve(runs);
        table.begin(runs, runs);
    }

    /** What the ceremony left behind goes out, and is taken in there. */
    private static void carryOut() {
        outside.upload(inside.download("Results " + runs));
        if (runs == 1) {
            look(outside.first(), "exchange-results");
            GuidePicture.take(outside.first(), "results", 620);
        }
        outside.take();
    }

    /** What waits for the root goes in on a stick; returns the steps that answer it. */
    private static String carryIn() {
        outside.packRequests("vault");
        inside.upload(outside.download("Requests 1"));
        look(inside.first(), "exchange-requests");
        inside.take();
        return inside.steps().innerText().stripTrailing() + "\n";
    }

    /** The same from screen to camera: a code that is missing is named. */
    private static String carryInByCamera() {
        outside.packRequests("vault");
        var codes = outside.photographs("Requests 2");
        look(outside.first(), "exchange-screen");
        outside.openSheet();
        look(outside.first(), "exchange-sheet");
        inside.openImport();
        inside.show(codes.subList(1, codes.size()));
        assertThat(inside.standing())
                .hasText(
                        "%d of %d are here. Missing: 1.".formatted(codes.size() - 1, codes.size()));
        look(inside.first(), "exchange-codes");
        inside.show(codes.subList(0, 1));
        inside.take();
        return inside.steps().innerText().stripTrailing() + "\n";
    }

    @Test
    @Order(1)
    void aRootAPolicyCaAndTheirCrlsAreMadeInACeremony() {
        inside.pin("online", outside);
        look(inside.first(), "exchange-partners");
        begin("");
        button(table.administrator(), "Draw the PIN and split it").click();
        assertThat(CeremonyTable.shareField(table.custodian(1))).isVisible();
        GuidePicture.take(table.custodian(1), "share", 720);
        table.takeShares();
        table.generate();
        table.press("Show the digest to read back");
        assertThat(button(table.witness(), "It is the same")).isVisible();
        GuidePicture.take(table.witness(), "room", 830);
        table.readBack();
        table.press("Sign");
        table.generate();
        table.sign();
        for (var crl = 1; crl <= 4; crl++) {
            table.sign();
        }
        table.close();
    }

    @Test
    @Order(2)
    void theyAreTakenInOnlineAndServedThere() throws IOException {
        outside.pin("vault", inside);
        var results = inside.download("Results 1");
        outside.upload(changed(results));
        assertThat(outside.refusal()).isVisible();
        look(outside.first(), "exchange-refused");
        assertThat(officers.generations("policy", "Enabled")).isEmpty();

        carryOut();
        var policy = officers.enabled("policy").path("label").asText();
        var url = officers.lineage().crl() + "/" + policy + "/complete.crl";
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        officers.lineage().shell().bash("curl -sS -f -o policy.crl " + url).status()
                                == 0);
        assertThat(officers.bash("openssl crl -inform DER -in policy.crl -noout -issuer"))
                .contains("Example Policy P1");
        assertThat(Processes.of(officers.lineage().data()).toString()).doesNotContain("root.sock");
    }

    private static Path changed(Path file) throws IOException {
        var octets = Files.readAllBytes(file);
        octets[octets.length / 2] ^= 1;
        return Files.write(file.resolveSibling("changed.lineage"), octets);
    }

    @Test
    @Order(3)
    void anIssuingCaWithTwoSparesIsStagedBelowThem() {
        var policy = officers.enabled("policy").path("label").asText();
        acts.choose(officers.enabled(ROLE).path("label").asText(), "Roll");
        var plan = acts.first();
        plan.getByLabel("Certified by").click();
        plan.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(Pattern.compile(policy)))
                .click();
        plan.getByLabel("Spares").fill("2");
        GuidePicture.take(plan, "plan", 760);
        acts.propose();
        GuidePicture.take(acts.second(), "approve", 700);
        acts.approve();
        assertThat(acts.second().getByText("console: Exchange").first()).isVisible();
        begin(carryIn());
        table.open();
        for (var certificate = 1; certificate <= 3; certificate++) {
            table.sign();
        }
        table.close();
        carryOut();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> officers.generations(ROLE, "Staged").size() == 3);
    }

    @Test
    @Order(4)
    void itIssuesBelowTheOfflineRoot() {
        passIssuingToTheNext("first.example");
    }

    @Test
    @Order(5)
    void itIsRenewedWithTheRootStillOffline() {
        var label = officers.enabled(ROLE).path("label").asText();
        officers.decide("renew", ROLE);
        begin(carryInByCamera());
        table.open();
        table.sign();
        table.close();
        carryOut();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        officers.ca("certificates", label)
                                        .succeeded()
                                        .out()
                                        .split("BEGIN CERTIFICATE", -1)
                                        .length
                                == 3);
    }

    @Test
    @Order(6)
    void aRollFromASpareNeedsNobodyWhoIsOffline() {
        passIssuingToTheNext("second.example");
    }

    /** Every certificate of the table is one that the JDK reads, with the same serial and dates. */
    @Test
    @Order(7)
    void thePictureOfTheHierarchySaysWhatTheCertificatesSay() throws Exception {
        var page = outside.first();
        page.navigate(officers.lineage().console().resolve("authorities").toString());
        page.getByRole(AriaRole.LINK, named("As a picture")).click();
        assertThat(heading(page, "Hierarchy")).isVisible();
        look(page, "hierarchy");
        GuidePicture.take(page, "hierarchy", 640);
        var summary = page.getByText("The same in numbers");
        summary.click();
        var drawn =
                page.locator(".figure tbody tr").all().stream()
                        .map(row -> row.locator("td").allInnerTexts())
                        .toList();
        assertThat(drawn)
                .filteredOn(row -> !row.get(3).equals("–"))
                .map(row -> String.join(" ", row.get(1), row.get(3), row.get(4), row.get(5)))
                .containsExactlyInAnyOrderElementsOf(certified());
        assertThat(drawn).extracting(row -> row.get(2)).contains("first", "renewed", "roll");
        assertThat(page.locator(".picture path.edge")).hasCount(drawn.size());
    }

    /** Name, label, serial number and dates of each CA certificate, read by the JDK. */
    private static List<String> certified() throws Exception {
        var reader = CertificateFactory.getInstance("X.509");
        var found = new ArrayList<String>();
        try (var machine = new MachineClient(officers.lineage())) {
            for (var generation : machine.get("/generations")) {
                var label = generation.path("label").asText();
                var pem = officers.ca("certificates", label).succeeded().out();
                for (var each :
                        reader.generateCertificates(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                    var certificate = (X509Certificate) each;
                    found.add(
                            String.join(
                                    " ",
                                    commonName(certificate),
                                    label,
                                    hex(certificate),
                                    certificate.getNotBefore().toInstant().toString(),
                                    certificate.getNotAfter().toInstant().toString()));
                }
            }
        }
        return found;
    }

    private static String hex(X509Certificate certificate) {
        return HexFormat.of()
                .formatHex(certificate.getSerialNumber().toByteArray())
                .replaceFirst("^00", "");
    }

    private static String commonName(X509Certificate certificate) {
        var name = certificate.getSubjectX500Principal().getName();
        return name.replaceFirst("^.*CN=([^,]*).*$", "$1");
    }

    private static void passIssuingToTheNext(String host) {
        var next = officers.generations(ROLE, "Staged").getFirst().path("label").asText();
        acts.choose(next, "Cut-over");
        acts.propose();
        GuidePicture.take(acts.second(), "cut-over", 700);
        acts.approve();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> officers.enabled(ROLE).path("label").asText().equals(next));
        assertThat(officers.enabled(ROLE).path("label").asText()).isEqualTo(next);
        var prefix = officers.lineage().issueServer(host);
        var root = officers.generations("root", "Enabled").getLast().path("label").asText();
        officers.write("offline-root.pem", officers.ca("certificates", root).succeeded().out());
        assertThat(
                        officers.bash(
                                "openssl verify -x509_strict -crl_check -crl_download -CAfile offline-root.pem -untrusted %s-issuer.pem %s-chain.pem"
                                        .formatted(prefix, prefix)))
                .contains(": OK");
        officers.bash("cat offline-root.pem %s-issuer.pem > anchors.pem".formatted(prefix));
        assertThat(officers.lineage().ocspStatus(prefix, "-CAfile", "anchors.pem"))
                .contains("Response verify OK", ": good");
    }

    @Test
    @Order(8)
    void aCeremonyAtTheOnlineOneSignsForItsOwnRootOnly() {
        assertThat(officers.ca("ceremony", "--list").succeeded().out())
                .contains("CRL of Lineage Root CA")
                .doesNotContain("CRL of Example Root R1");
    }

    @Test
    @Order(9)
    void whereAPersonStandsIsSeenAtAGlance() {
        outside.open();
        look(outside.first(), "exchange-online");
        assertThat(heading(outside.first(), "Exchange")).isVisible();
        inside.open();
        look(inside.first(), "exchange-offline");
    }
}
