package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two installations that share no network: on one the root, used in ceremonies only; on the other
 * the CAs that issue below it. People carry packages between them.
 */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfflineRootTest {

    private static final String ROLE = "tls-servers";

    private static Installation vault;
    private static Officers officers;
    private static Browser browser;
    private static CeremonyTable table;
    private static ExchangeDesk inside;
    private static ExchangeDesk outside;
    private static int runs;

    @BeforeAll
    static void open() {
        vault = Installation.startOffline();
        officers = new Officers(Installation.startQuickly());
        browser = new Browser();
        table = CeremonyTable.seated(vault, browser);
        inside = new ExchangeDesk(vault, table.administrator(), table.custodian(1));
        outside = ExchangeDesk.online(officers.lineage(), browser);
    }

    @AfterAll
    static void close() {
        browser.close();
        officers.close();
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
        var head = example.substring(0, example.indexOf("steps:\n") + "steps:\n".length());
        editor.fill(
                (script.isEmpty() ? example : head + script)
                        .replace("http://crl.example.org", officers.lineage().crl().toString())
                        .replace("count: 4", "count: 2"));
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
        table.splitAndShow();
        table.generate();
        table.sign();
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
                .atMost(Duration.ofSeconds(60))
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
        assertThat(officers.decide("roll", ROLE, "--issuer", policy, "--spares", "2"))
                .contains("console: Exchange");
        begin(carryIn());
        table.open();
        for (var certificate = 1; certificate <= 3; certificate++) {
            table.sign();
        }
        table.close();
        carryOut();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
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
                .atMost(Duration.ofSeconds(90))
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

    private static void passIssuingToTheNext(String host) {
        var next = officers.generations(ROLE, "Staged").getFirst().path("label").asText();
        assertThat(officers.decideAndAwait("cut-over", next)).contains("is Done");
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
    @Order(7)
    void whereAPersonStandsIsSeenAtAGlance() {
        outside.open();
        look(outside.first(), "exchange-online");
        assertThat(heading(outside.first(), "Exchange")).isVisible();
        inside.open();
        look(inside.first(), "exchange-offline");
    }
}
