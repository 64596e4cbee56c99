package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.system.ConsolePages.assertAccessible;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.goBack;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;
import static org.lineageca.system.ConsolePages.screenshot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class ConsoleTest {

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
    void anOfficerSeesTheAuthoritiesAndHowFreshTheyAre(Installation lineage) {
        var page = officer(lineage);
        assertThat(heading(page, "Authorities")).isVisible();
        assertThat(page.getByText("Lineage Root CA 2026")).isVisible();
        assertThat(page.getByText("TLS Issuing CA 2026-1")).isVisible();
        assertThat(page.getByText("First Officer")).isVisible();
        assertThat(page.getByText("Enabled", new Page.GetByTextOptions().setExact(true)))
                .hasCount(3);
        look(page, "authorities");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CRLs and OCSP")).click();
        assertThat(heading(page, "CRLs and OCSP")).isVisible();
        assertThat(page.getByText("key offline")).isVisible();
        look(page, "freshness");
    }

    @Test
    void anOfficerSeesWhatTheInstallationIsSetToAndComesBack(Installation lineage) {
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, named("Settings")).click();
        assertThat(heading(page, "Settings")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/settings$"));
        var letters =
                page.getByRole(AriaRole.REGION, named("The configuration, to the letter"))
                        .locator("tr");
        assertThat(letters.filter(new Locator.FilterOptions().setHasText("lineage.crl-url")))
                .containsText(lineage.crl().toString());
        assertThat(
                        letters.filter(
                                new Locator.FilterOptions()
                                        .setHasText("lineage.database.password-file")))
                .containsText("there");
        assertThat(page.getByRole(AriaRole.REGION, named("URLs that certificates name")))
                .containsText("/ocsp/");
        assertThat(page.getByRole(AriaRole.REGION, named("Sessions of the console")))
                .containsText("15 min");
        look(page, "settings");
        goBack(page);
        assertThat(heading(page, "Authorities")).isVisible();
    }

    @Test
    void anOfficerSeesHowTheResponderAnswers(Installation lineage) {
        var prefix = lineage.issueServer("watched.example");
        for (var i = 0; i < 5; i++) {
            assertThat(lineage.ocspStatus(prefix, "-no_nonce")).contains("good");
        }
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("OCSP responders"))
                .click();
        assertThat(heading(page, "OCSP responders")).isVisible();
        var responder = page.locator("section.responder");
        assertThat(responder).hasCount(1);
        assertThat(responder).containsText("ready");
        assertThat(responder.locator("table")).containsText("TLS Issuing CA 2026-1");
        assertThat(responder.locator("table")).containsText("left");
        assertThat(responder.locator("dl")).containsText("Cache hit rate");
        assertThat(responder.locator("dl")).containsText(Pattern.compile("\\d ms"));
        // A point every half minute: the second is there a minute after the start.
        assertThat(page.locator(".figure .rate-point").nth(1))
                .isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(180_000));
        look(page, "responders");
        page.setViewportSize(480, 1400);
        look(page, "responders-narrow");
        // It is seen again without a click.
        var before = responder.locator("dl").textContent();
        for (var i = 0; i < 5; i++) {
            assertThat(lineage.ocspStatus(prefix)).contains("good");
        }
        assertThat(responder.locator("dl")).not().hasText(before);
    }

    @Test
    void anOfficerSeesWhatThePublisherServesAndRollsItBack(Installation lineage) {
        var issued = lineage.lineage("crl", "issue").succeeded().out();
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CRL publisher")).click();
        assertThat(heading(page, "CRL publisher")).isVisible();
        var publisher = page.locator("section.publisher");
        assertThat(publisher).hasCount(1);
        assertThat(publisher.locator("dl")).containsText("CRLs served");
        assertThat(publisher).containsText("has everything");
        var crls = Pattern.compile("CRL (\\d+) of generation ([0-9a-f]+)").matcher(issued);
        while (crls.find()) {
            // Until the console has looked again, the one before stands there.
            var number = "tr:has(a[href*='%s']) td:nth-child(3)".formatted(crls.group(2));
            assertThat(publisher.locator(number)).hasText(crls.group(1));
        }
        look(page, "publisher");
        var row =
                publisher
                        .locator("tr")
                        .filter(new Locator.FilterOptions().setHasText("TLS Issuing CA 2026-1"))
                        .first();
        assertThat(row).not().containsText("behind");
        row.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Roll back")))
                .click();
        var confirm =
                page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^Roll back to number")));
        assertThat(page.getByText("no revocation is taken back")).isVisible();
        confirm.click();
        assertThat(page.getByText("Say what is wrong, for the audit trail")).isVisible();
        page.getByLabel(Pattern.compile("^What is wrong with number")).fill("issued by mistake");
        look(page, "publisher-roll-back");
        confirm.click();
        assertThat(page.getByText("is served again")).isVisible();
        // A higher number must follow, or an alarm stays.
        lineage.lineage("crl", "issue").succeeded();
    }

    @Test
    void anOfficerHandsInANewKeyForTheResponder(Installation lineage) {
        var printed = lineage.lineage("responder", "roll-key", "--print").succeeded().out();
        var first = printed.indexOf("-----BEGIN");
        var pem = printed.substring(first, printed.indexOf("-----END PUBLIC KEY-----") + 24);
        var replaced =
                printed.substring(0, first).replaceAll("(?s).*key id ([0-9a-f]{16}).*", "$1");
        var page = officer(lineage);
        page.navigate(lineage.console().resolve("responders").toString());
        button(page, "New key").click();
        assertThat(page.getByText("lineage responder roll-key --print")).isVisible();
        page.getByLabel("Key that is replaced").click();
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^" + replaced)))
                .click();
        page.getByLabel("New public key (PEM)").fill("nothing");
        button(page, "Certify").click();
        assertThat(page.getByText("This is not a public key in PEM").first()).isVisible();
        page.getByLabel("New public key (PEM)").fill(pem);
        look(page, "responders-new-key");
        button(page, "Certify").click();
        assertThat(page.getByText("The new key is certified by")).isVisible();
        assertThat(lineage.lineage("responder", "roll-key").succeeded().out())
                .contains("is destroyed");
    }

    @Test
    void anOfficerSeesWhatIsAheadOfEachLineage(Installation lineage) {
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Lineages")).click();
        assertThat(heading(page, "Lineages")).isVisible();
        var all = page.locator(".figure").filter(hasCaption(page, "Validity of all CA"));
        assertThat(all.locator("svg[role=img] rect.certificate")).hasCount(3);
        assertThat(all.locator("tbody tr")).hasCount(3);
        var servers =
                page.locator("section")
                        .filter(hasCaption(page, "Validity of the CA certificates of tls-servers"));
        var bar = servers.locator("svg rect.certificate");
        assertThat(bar).hasCount(1);
        assertThat(servers.locator("tbody tr").first())
                .containsText(bar.getAttribute("data-until"));
        assertThat(servers.getByText("Last safe issue: ")).isVisible();

        servers.getByLabel("CRL entries at most").fill("1000");
        servers.getByText("Set budget").click();
        assertThat(page.getByText("The CRL budget of tls-servers is set.")).isVisible();
        assertThat(servers.locator("svg .limit, svg .limit-label").first()).isAttached();
        var points = servers.locator("svg .recorded-point, svg .expected-point");
        assertThat(servers.locator(".figure").last().locator("tbody tr")).hasCount(points.count());
        // Whatever the rate that fits so little history, it may be crossed within five years.
        assertThat(servers.locator("svg .crossing.earliest")).isAttached();
        page.setViewportSize(1440, 3200);
        look(page, "lineages");
    }

    @Test
    void anOfficerSeesHowManyCertificatesThereAre(Installation lineage) {
        lineage.issueServer("counted.example");
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Population")).click();
        assertThat(heading(page, "Population")).isVisible();
        assertThat(page.locator("dl.watched-figures")).containsText("Unexpired");
        assertThat(page.locator("svg[role=img]")).hasCount(5);
        var months = page.locator(".figure").filter(hasCaption(page, "Certificates by the month"));
        assertThat(months.locator("svg rect.expiring").first()).isAttached();
        var keys = page.locator(".figure").filter(hasCaption(page, "Certificates by key type"));
        assertThat(keys.locator("tbody")).containsText("ec-p256");
        var csv = page.waitForDownload(() -> page.getByText("CSV").first().click());
        assertThat(csv.suggestedFilename()).isEqualTo("population.csv");
        page.setViewportSize(1440, 2600);
        look(page, "population");
    }

    @Test
    void anOfficerIsToldWhereTransparencyLogsAreConfigured(Installation lineage) {
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Transparency logs"))
                .click();
        assertThat(heading(page, "Transparency logs")).isVisible();
        assertThat(page.getByText("transparency-logs.yml").first()).isVisible();
        look(page, "transparency");
    }

    private static Locator.FilterOptions hasCaption(Page page, String text) {
        return new Locator.FilterOptions()
                .setHas(page.locator("caption", new Page.LocatorOptions().setHasText(text)));
    }

    @Test
    void anOfficerSeesTheTokensAndWhoseTheirKeysAre(Installation lineage) {
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, ConsolePages.named("Tokens and keys")).click();
        assertThat(heading(page, "Tokens and keys")).isVisible();
        var issuing =
                page.locator(
                        "section.token", new Page.LocatorOptions().setHasText("Test signature"));
        assertThat(issuing.first().locator(".badge")).hasText("signs");
        assertThat(page.getByText("not within reach").first()).isVisible();
        look(page, "tokens");
        issuing.first().locator("a").click();
        assertThat(page).hasURL(Pattern.compile("/tokens/[^/]+$"));
        assertThat(page.getByText("TLS Issuing CA 2026-1")).isVisible();
        assertThat(page.getByText("the audit log").first()).isVisible();
        look(page, "token");
        page.reload();
        page.getByRole(AriaRole.LINK, ConsolePages.named("TLS Issuing CA 2026-1")).click();
        assertThat(heading(page, "TLS Issuing CA 2026-1")).isVisible();
        // The address follows what is shown.
        assertThat(page).hasURL(Pattern.compile("/authorities/"));
        goBack(page);
        assertThat(page).hasURL(Pattern.compile("/tokens/[^/]+$"));
        assertThat(page.getByText("the audit log").first()).isVisible();
        goBack(page);
        assertThat(heading(page, "Tokens and keys")).isVisible();
    }

    @Test
    void theConsoleSpeaksGermanToWhoChoosesIt(Installation lineage) {
        var page = officer(lineage);
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        button(page, "Deutsch").click();
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(heading(page, "Zertifizierungsstellen")).isVisible();
        assertThat(
                        page.getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName("Sperrlisten und OCSP")))
                .isVisible();
        look(page, "authorities-german");
        // It is kept for the pages to come.
        page.navigate(lineage.console().resolve("crls").toString());
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(heading(page, "Sperrlisten und OCSP")).isVisible();
        button(page, "English").click();
        assertThat(heading(page, "CRLs and OCSP")).isVisible();
    }

    @Test
    void anErrorSaysWhatAndWhatToDo(Installation lineage) {
        var page = officer(lineage);
        page.navigate(lineage.console().resolve("certificates").toString());
        button(page, "Issue certificate").click();
        page.getByLabel("Profile").click();
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^tls-server")))
                .click();
        page.getByLabel("Request (PKCS#10, PEM)").fill("not a request");
        button(page, "Check").click();
        assertThat(page.getByText("This is not a PKCS#10 request")).isVisible();
        screenshot(page, "error");
    }

    @Test
    void aCrlIsIssuedAtOnce(Installation lineage) {
        var page = officer(lineage);
        page.navigate(lineage.console().resolve("crls").toString());
        button(page, "Issue now").first().click();
        assertThat(page.getByText("is signed; the publisher serves it within seconds")).isVisible();

        // The root's, the servers', the officers': other tests add generations without a CRL.
        page.getByRole(AriaRole.LINK, ConsolePages.named("Complete")).nth(2).click();
        assertThat(page.getByText("Revocations of all certificates of this generation."))
                .isVisible();
        look(page, "crl");
        assertThat(page.locator("svg .recorded-point").first()).isAttached();
        button(page, "Policy").click();
        assertThat(page.getByText("Which CRL new certificates name")).isVisible();
        look(page, "crl-policy");
        page.getByLabel("Good for").first().fill("1h");
        button(page, "Set policy").click();
        assertThat(page.getByText("must be longer than its period")).isVisible();
        page.getByLabel("Good for").first().fill("8d");
        button(page, "Set policy").click();
        assertThat(page.getByText("The policy is set.")).isVisible();
        page.reload();
        assertThat(page.getByLabel("Good for").first()).hasValue("8d");
        goBack(page);
        assertThat(page.getByText("Revocations of all certificates of this generation."))
                .isVisible();
    }

    @Test
    void anOfficerSeesTheValidPathOfACertificateAndWhyAnotherIsNot(Installation lineage)
            throws IOException {
        var chain =
                Files.readString(
                        lineage.folder()
                                .resolve(lineage.issueServer("paths.example") + "-chain.pem"));
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Paths")).click();
        assertThat(heading(page, "Paths")).isVisible();
        page.getByLabel("Certificate (PEM)", new Page.GetByLabelOptions().setExact(true))
                .fill(chain);
        button(page, "Find paths").click();
        assertThat(page.getByText("1 path holds")).isVisible();
        assertThat(page.getByText("own, trust anchor")).isVisible();
        screenshot(page, "paths-valid");
        assertAccessible(page);

        page.getByLabel("At", new Page.GetByLabelOptions().setExact(true))
                .fill("2020-01-01T00:00:00Z");
        button(page, "Find paths").click();
        assertThat(page.getByText("0 paths hold")).isVisible();
        assertThat(page.getByText("is not valid before")).isVisible();
        screenshot(page, "paths-invalid");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Acceptable CAs"))
                .click();
        page.getByLabel("Lineage").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("tls-servers")).click();
        assertThat(page.getByText("Names the server sends")).isVisible();
        screenshot(page, "paths-acceptable");
        assertAccessible(page);
        var bundle = lineage.lineage("ca", "acceptable", "--pem", "tls-servers").succeeded().out();
        assertThat(page.getByLabel("Bundle (PEM)")).hasValue(bundle);
        assertThat(lineage.lineage("ca", "path", "paths-example-chain.pem").succeeded().out())
                .contains("1 path at", "ok", "trust anchor");
    }

    @Test
    void aDeepLinkOpensTheCertificatesOfOneGeneration(Installation lineage) {
        var page = officer(lineage);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("TLS Issuing CA 2026-1"))
                .click();
        assertThat(heading(page, "TLS Issuing CA 2026-1")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/authorities/[0-9a-f]{16}$"));
        var owed = page.getByRole(AriaRole.REGION, named("What it owes"));
        assertThat(owed).containsText("CRL, complete");
        assertThat(owed).containsText("renewed by itself before that");
        assertThat(owed).containsText("cut over to another generation first");
        var history = page.getByRole(AriaRole.REGION, named("What it went through"));
        var enabled =
                history.locator("tr", new Locator.LocatorOptions().setHasText("Staged → Enabled"));
        assertThat(enabled).hasCount(1);
        assertThat(history).containsText("key generated");
        page.setViewportSize(1440, 2600);
        look(page, "authority");
        page.setViewportSize(1440, 900);
        enabled.getByRole(AriaRole.LINK).last().click();
        assertThat(page).hasURL(Pattern.compile("/audit\\?event=[0-9]+$"));
        assertThat(heading(page, "Generation changed its state")).isVisible();
        goBack(page);
        button(page, "Certificates it issued").click();
        assertThat(page.getByText("Issued by TLS Issuing CA 2026-1")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/certificates/[0-9a-f]{16}$"));
        goBack(page);
        assertThat(heading(page, "TLS Issuing CA 2026-1")).isVisible();
        goBack(page);
        assertThat(heading(page, "Authorities")).isVisible();
    }

    @Test
    void nobodyElseGetsPastTheHandshake(Installation lineage) {
        assertThatThrownBy(() -> browser.anonymous().navigate(lineage.console().toString()))
                .isInstanceOf(PlaywrightException.class);
        var curl =
                "curl -sS -o /dev/null --cacert root.pem --cert machine/certificate.pem --key"
                        + " machine/key.pem "
                        + lineage.console();
        var machine = new Shell(lineage.credentials()).bash(curl).failed();
        assertThat(machine.err()).containsAnyOf("alert", "SSL", "Recv failure");
        var anonymous =
                lineage.shell()
                        .bash(
                                "echo | openssl s_client -connect localhost:"
                                        + lineage.console().getPort()
                                        + " 2>&1");
        assertThat(anonymous.out())
                .contains("Acceptable client certificate CA names")
                .contains("Officers Issuing CA 2026-1");
    }

    @Test
    void whoeverIsRevokedIsToldSoOnTheOpenPageWithinSeconds(Installation lineage)
            throws IOException, SQLException {
        var credential = furtherOfficer(lineage, "third-officer", "officer");
        var page = browser.signedIn(lineage.console(), credential);
        var errors = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.navigate(lineage.console().resolve("acts").toString());
        assertThat(heading(page, "Acts")).isVisible();
        assertThat(page.context().cookies().stream().map(cookie -> cookie.name).toList())
                .containsExactly("__Host-lineage-" + lineage.console().getPort());
        page.navigate(lineage.console().resolve("nothing/here").toString());
        assertThat(page.getByText("There is nothing at /nothing/here.")).isVisible();
        assertThat(page.getByText(Pattern.compile("^Reference [0-9A-Z]{4}-"))).isVisible();
        look(page, "not-found");
        assertThat(errors).isEmpty();

        lineage.lineage(
                        "revoke",
                        "--reason",
                        "keyCompromise",
                        credential.resolve("certificate.pem").toString())
                .succeeded();
        assertThat(heading(page, "You may not come in")).isVisible();
        assertThat(page.getByText(Pattern.compile("was revoked on .* \\(keyCompromise\\)")))
                .isVisible();
        look(page, "refused");
        page.navigate(lineage.console().resolve("acts").toString());
        assertThat(heading(page, "You may not come in")).isVisible();
    }

    @Test
    void throughAReverseProxyEachIsWhoTheyAreAndNobodyElse(Installation lineage)
            throws IOException, SQLException {
        var officer = lineage.credentials().resolve("officer");
        var further = furtherOfficer(lineage, "fourth-officer", "officer");
        var server = furtherOfficer(lineage, "server.example.org", "tls-server");
        try (var proxied = ProxiedConsole.start(lineage)) {
            var page = browser.signedIn(proxied.origin(), further);
            var push = page.waitForWebSocket(() -> page.navigate(proxied.origin() + "acts"));
            assertThat(heading(page, "Acts")).isVisible();
            assertThat(page.getByText("fourth-officer")).isVisible();
            assertThat(push.url()).contains("v-r=push");

            // Past the proxy: a header makes nobody somebody else, and the proxy is nobody.
            var forged = asking(lineage, further, proxied.direct(), header(officer));
            assertThat(forged.status()).isEqualTo(400);
            assertThat(forged.body()).contains("does not come from a reverse proxy");
            assertThat(asking(lineage, further, proxied.direct()).status()).isEqualTo(200);
            var proxyAlone = asking(lineage, proxied.folder(), proxied.direct());
            assertThat(proxyAlone.status()).isEqualTo(400);
            assertThat(proxyAlone.body()).contains("did not say whose certificate signed in");
            assertThat(new Curl(lineage).get(proxied.origin().toString(), "-k").status()).isZero();
            // What no handshake lets in is not let in by the proxy's word.
            assertThat(asking(lineage, server, proxied.direct()).status()).isZero();
            var notForClients = asking(lineage, proxied.folder(), proxied.direct(), header(server));
            assertThat(notForClients.status()).isEqualTo(400);
            assertThat(notForClients.body()).contains("not for signing in with");

            lineage.lineage(
                            "revoke",
                            "--reason",
                            "keyCompromise",
                            further.resolve("certificate.pem").toString())
                    .succeeded();
            // Told by push, through the proxy.
            assertThat(heading(page, "You may not come in")).isVisible();
            // What they send in its name, the proxy replaces.
            var overwritten = asking(lineage, further, proxied.origin(), header(officer));
            assertThat(overwritten.status()).isEqualTo(403);
            assertThat(overwritten.body()).contains("was revoked on");
            assertThat(asking(lineage, officer, proxied.origin(), header(further)).status())
                    .isEqualTo(200);

            var settings = browser.signedIn(proxied.origin(), officer);
            settings.navigate(proxied.origin() + "settings");
            assertThat(settings.getByText("it says whose certificate signs in")).isVisible();
        }
    }

    private static Curl.Answer asking(
            Installation lineage, Path credential, URI console, String... headers) {
        var own = Files.exists(credential.resolve("proxy.crt")) ? "proxy.crt" : "certificate.pem";
        var options =
                new ArrayList<>(
                        List.of(
                                "--cacert",
                                lineage.credentials().resolve("root.pem").toString(),
                                "--cert",
                                credential.resolve(own).toString(),
                                "--key",
                                credential
                                        .resolve(own.equals("proxy.crt") ? "proxy.key" : "key.pem")
                                        .toString()));
        for (var header : headers) {
            options.addAll(List.of("-H", header));
        }
        return new Curl(lineage).get(console.toString(), options.toArray(String[]::new));
    }

    /** As a proxy would say that somebody signed in (RFC 9440). */
    private static String header(Path credential) {
        return "Client-Cert: :%s:"
                .formatted(
                        new Shell(credential)
                                .bash("openssl x509 -in certificate.pem -outform DER | base64 -w 0")
                                .succeeded()
                                .out()
                                .strip());
    }

    /** Someone registered as an officer by a certificate of their own. */
    private static Path furtherOfficer(Installation lineage, String name, String profile)
            throws IOException, SQLException {
        lineage.request(name);
        var prefix = name.replace('.', '-');
        var folder = lineage.folder().resolve(name);
        Files.createDirectories(folder);
        var chain =
                lineage.lineage("issue", "--profile", profile, prefix + "-request.pem")
                        .succeeded()
                        .out();
        Files.writeString(folder.resolve("certificate.pem"), chain);
        Files.copy(
                lineage.folder().resolve(prefix + "-key.pem"),
                folder.resolve("key.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        try (var owner = new InstallationDatabase(lineage.data()).owner();
                var statement = owner.createStatement()) {
            statement.execute(
                    "INSERT INTO principal (name, role, created_at) VALUES ('%s', 'Officer', now()) ON CONFLICT DO NOTHING"
                            .formatted(name));
            statement.execute(
                    """
                    INSERT INTO credential (sha256, principal_id, generation_id, serial, der)
                    SELECT signed.sha256, principal.principal_id, generation_id, serial, signed.der
                    FROM principal, certificate JOIN signed_certificate signed USING (generation_id, serial)
                    WHERE principal.name = '%s' AND certificate.profile = '%s'
                    ORDER BY certificate.intended_at DESC LIMIT 1
                    """
                            .formatted(name, profile));
        }
        return folder;
    }

    private static Page officer(Installation lineage) {
        var page = browser.signedIn(lineage.console(), lineage.credentials().resolve("officer"));
        page.navigate(lineage.console().resolve("authorities").toString());
        return page;
    }
}
