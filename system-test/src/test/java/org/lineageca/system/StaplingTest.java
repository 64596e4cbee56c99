package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Web servers that are set up as relying parties are told, and know nothing but the certificate's
 * own URLs, staple our answers.
 */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class StaplingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PAGE = "docs/relying-parties.md";

    /** A certificate for a web server, in a folder with the server's other files. */
    private record Site(Installation lineage, String host, Path folder, int port) {

        static Site of(Installation lineage, String host) throws IOException {
            var prefix = lineage.issueServer(host);
            var folder = Files.createDirectories(lineage.folder().resolve(host));
            for (var file : new String[] {"chain", "issuer", "key"}) {
                Files.copy(
                        lineage.folder().resolve(prefix + "-" + file + ".pem"),
                        folder.resolve("www-" + file + ".pem"));
            }
            Files.copy(lineage.credentials().resolve("root.pem"), folder.resolve("root.pem"));
            new Shell(folder).bash("cat www-issuer.pem root.pem > trusted.pem").succeeded();
            return new Site(lineage, host, folder, Installation.freePorts(1));
        }

        Shell shell() {
            return new Shell(folder);
        }

        /** A block of the page, with this site's names, files and port. */
        String block(String heading, int number) throws IOException {
            var block = DocumentationPage.blocks(PAGE, heading).get(number);
            return block.replace("www.example.org", host)
                    .replace("/etc/nginx/tls/", folder + "/")
                    .replace("/etc/apache2/tls/", folder + "/")
                    .replace("/etc/haproxy/tls/", folder + "/")
                    .replace("/run/haproxy/", folder + "/")
                    .replace("/var/run/apache2/", folder + "/")
                    .replace("listen 443 ", "listen 127.0.0.1:" + port + " ")
                    .replace("bind :443 ", "bind 127.0.0.1:" + port + " ")
                    .replace("*:443", "127.0.0.1:" + port)
                    .replace("Listen 443", "Listen 127.0.0.1:" + port);
        }

        String handshake() {
            return shell().bash(
                            "openssl s_client -connect 127.0.0.1:%d -servername %s -status -CAfile root.pem < /dev/null"
                                    .formatted(port, host))
                    .all();
        }

        void awaitStaple(WebServer server) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(server.isRunning()).as(server.log()).isTrue();
                        assertThat(handshake())
                                .as(server.log())
                                .contains("OCSP Response Status: successful (0x0)")
                                .contains("Cert Status: good");
                    });
            assertThat(handshake())
                    .contains("Verify return code: 0 (ok)")
                    .contains("CN = TLS Issuing CA 2026-1");
        }

        void awaitNothingGood(WebServer server, String reason) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(server.isRunning()).as(server.log()).isTrue();
                        assertThat(handshake())
                                .contains("Verify return code: 0 (ok)")
                                .doesNotContain("Cert Status: good");
                        assertThat(server.log()).contains(reason);
                    });
            assertThat(handshake()).doesNotContain("Cert Status: good");
        }

        void revoke() {
            var prefix = host.replace('.', '-');
            lineage.lineage("revoke", "--reason", "keyCompromise", prefix + "-chain.pem")
                    .succeeded();
            // What a server fetches in the second before a responder has noticed, it keeps for
            // hours.
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(lineage.ocspStatus(prefix)).contains("revoked"));
        }
    }

    @Test
    void nginxStaplesGoodAndAfterTheRevocationNeverAgain(Installation lineage) throws Exception {
        var site = Site.of(lineage, "www.stapling.example");
        var configuration = site.block("## Stapling with nginx", 0);
        try (var nginx = WebServer.nginx(site.folder(), configuration)) {
            site.awaitStaple(nginx);
            assertThat(nginx.log())
                    .doesNotContain("OCSP_basic_verify() failed")
                    .doesNotContain("certificate status \"unknown\"");
        }
        site.revoke();
        // nginx asks at the first handshake, does not staple what is not good, but writes it down.
        try (var nginx = WebServer.nginx(site.folder(), configuration)) {
            site.awaitNothingGood(nginx, "certificate status \"revoked\"");
        }
    }

    @Test
    void apacheStaplesGoodAndAfterTheRevocationNeverAgain(Installation lineage) throws Exception {
        var site = Site.of(lineage, "apache.stapling.example");
        var configuration = site.block("## Stapling with Apache httpd", 0);
        try (var apache = WebServer.apache(site.folder(), configuration)) {
            site.awaitStaple(apache);
        }
        site.revoke();
        try (var apache = WebServer.apache(site.folder(), configuration)) {
            site.awaitNothingGood(apache, "certificate status revoked");
        }
    }

    @Test
    void haproxyStaplesWhatItIsGivenAlsoThatTheCertificateIsRevoked(Installation lineage)
            throws Exception {
        var site = Site.of(lineage, "haproxy.stapling.example");
        var heading = "## Stapling with HAProxy";
        site.shell().bash(site.block(heading, 0)).succeeded();
        try (var haproxy = WebServer.haproxy(site.folder(), site.block(heading, 1))) {
            site.awaitStaple(haproxy);
            assertThat(site.shell().bash(site.block(heading, 2)).succeeded().out())
                    .contains("OCSP Response updated!");

            site.revoke();

            assertThat(site.shell().bash(site.block(heading, 2)).succeeded().out())
                    .contains("OCSP Response updated!");
            assertThat(site.handshake()).contains("Cert Status: revoked");
        }
    }

    @Test
    void aCachingProxyAnswersTheSecondAskerByItself(Installation lineage) throws Exception {
        var site = Site.of(lineage, "proxied.stapling.example");
        var proxy = Site.of(lineage, "ocsp.stapling.example");
        var behind = "127.0.0.1:" + lineage.ocsp().getPort();
        var configuration =
                proxy.block("## A caching proxy in front of a responder", 0)
                        .replace("listen 80;", "listen 127.0.0.1:" + proxy.port() + ";")
                        .replace("ocsp.example.org", "localhost")
                        .replace("/var/cache/nginx/ocsp", proxy.folder() + "/cache")
                        .replace("127.0.0.1:8442", behind);
        var stapling =
                site.block("## Stapling with nginx", 0)
                        .replace(
                                "ssl_stapling            on;",
                                "ssl_stapling on; ssl_stapling_responder http://127.0.0.1:%d/;"
                                        .formatted(proxy.port()));
        assertThat(configuration).contains(behind);
        assertThat(stapling).contains("ssl_stapling_responder");
        try (var cache = WebServer.nginx(proxy.folder(), configuration);
                var nginx = WebServer.nginx(site.folder(), stapling)) {
            site.awaitStaple(nginx);
            var ask =
                    "curl -sS -D - -o answer.der http://127.0.0.1:%d/ocsp/$(openssl ocsp -issuer www-issuer.pem -cert www-chain.pem -no_nonce -reqout /dev/stdout | base64 -w 0 | sed 's,/,%%2F,g;s,+,%%2B,g;s,=,%%3D,g')"
                            .formatted(proxy.port());
            site.shell().bash(ask).succeeded();
            assertThat(site.shell().bash(ask).succeeded().out())
                    .as(cache.log())
                    .contains("200 OK")
                    .contains("X-Cache: HIT")
                    .contains("max-age=");
            assertThat(
                            site.shell()
                                    .bash(
                                            "openssl ocsp -respin answer.der -CAfile root.pem -issuer www-issuer.pem -cert www-chain.pem")
                                    .succeeded()
                                    .all())
                    .contains("www-chain.pem: good");
        }
    }
}
