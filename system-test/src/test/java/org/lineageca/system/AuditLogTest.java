package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;

import com.google.gson.JsonParser;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The audit log as machines, auditors and officers see it. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class AuditLogTest {

    @Test
    void whatHappensIsInTheLogSoonAndTheLogIsInOrder(Installation lineage) throws IOException {
        var curl = new Curl(lineage);
        var then = lineage.folder().resolve("checkpoint-then");
        Files.writeString(then, curl.machine("/audit/checkpoint").body());
        lineage.issueServer("audited.example");

        var newest =
                JsonParser.parseString(
                                curl.machine("/audit/events?kind=CertificateRecorded&limit=1")
                                        .body())
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject();
        var proof = "/audit/proofs/inclusion?sequence=" + newest.get("sequence").getAsLong();
        await().untilAsserted(() -> assertThat(curl.machine(proof).status()).isEqualTo(200));

        assertThat(curl.machine(proof).json().get("proof").getAsString())
                .startsWith("c2sp.org/tlog-proof@v1\n");
        var key = lineage.credentials().resolve("audit-key.txt");
        assertThat(curl.machine("/audit/key").body()).isEqualTo(Files.readString(key));
        assertThat(
                        lineage.lineage(
                                        "verify-audit",
                                        "--key",
                                        key.toString(),
                                        "--checkpoint",
                                        then.toString())
                                .succeeded()
                                .out())
                .contains("ok    consistency", "ok    events on record", "It is in order.");
    }

    @Test
    void tilesHaveThePathsOfTheSpecification(Installation lineage) {
        var curl = new Curl(lineage);
        var checkpoint = curl.machine("/audit/checkpoint");
        assertThat(checkpoint.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        var size = Long.parseLong(checkpoint.body().lines().skip(1).findFirst().orElseThrow());

        var last = "%03d.p/%d".formatted(size / 256, size % 256);
        assertThat(size % 256 == 0 || curl.machine("/audit/tile/0/" + last).status() == 200)
                .isTrue();
        assertThat(curl.machine("/audit/tile/0/000.p/1").header("content-length")).isEqualTo("32");
        assertThat(curl.machine("/audit/tile/entries/000.p/1").body()).contains("\"sequence\":1}");
        for (var none : new String[] {"0/x001/000", "9/000", "0/0", "entries/x001/x234/067"}) {
            var answer = curl.machine("/audit/tile/" + none);
            assertThat(answer.status()).as(none).isEqualTo(404);
            assertThat(answer.body()).contains("urn:lineage:problem:not-found");
        }
        assertThat(curl.machine("/audit/proofs/consistency?from=1&to=" + size).json().get("to"))
                .hasToString(Long.toString(size));
        assertThat(curl.machine("/audit/proofs/consistency?from=0&to=1").status()).isEqualTo(400);
        assertThat(curl.machine("/audit/events?limit=0").status()).isEqualTo(400);
    }

    @Test
    void anOfficerSeesTheEventsAndTakesAProofAway(Installation lineage) throws IOException {
        try (var browser = new Browser()) {
            var page =
                    browser.signedIn(lineage.console(), lineage.credentials().resolve("officer"));
            page.navigate(lineage.console().resolve("audit").toString());
            assertThat(heading(page, "Audit")).isVisible();
            assertThat(page.getByText("leaves, signed")).isVisible();
            assertThat(page.getByText("sealed").first()).isVisible();
            look(page, "audit");

            page.getByLabel("Kind").fill("Audit log key");
            page.getByRole(AriaRole.OPTION, named("Audit log key recorded")).click();
            // Until only these are shown, a click would be lost with the row that goes.
            assertThat(page.getByRole(AriaRole.GRIDCELL, named("Generation created"))).hasCount(0);
            page.getByRole(AriaRole.GRIDCELL, named("Audit log key recorded")).first().click();
            assertThat(page.getByText("AuditKeyRecorded").first()).isVisible();
            assertThat(page.getByText("keySha256").first()).isVisible();
            look(page, "audit-event");
            var proof = page.waitForDownload(() -> page.getByText("Download proof").click());
            assertThat(Files.readString(proof.path())).startsWith("c2sp.org/tlog-proof@v1\n");
            button(page, "Close").click();
        }
    }
}
