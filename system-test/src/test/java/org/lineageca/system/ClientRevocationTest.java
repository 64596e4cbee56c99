package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Web servers that are set up as relying parties are told let clients in, and after a revocation
 * the revoked one no more.
 */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class ClientRevocationTest {

    private static final String PAGE = "docs/relying-parties.md";
    private static final String HEADING = "## Servers that check their clients by CRL";
    private static final String HOST = "www.clients.example";

    /** A server of the page, and where it listens. */
    private record Sample(int block, int port, Path folder) {

        static Sample of(Path folder, int block) throws IOException {
            var own = Files.createDirectories(folder.resolve("server-" + block));
            return new Sample(block, Installation.freePorts(1), own);
        }

        WebServer start(Path clients) throws IOException {
            var configuration =
                    DocumentationPage.blocks(PAGE, HEADING)
                            .get(block)
                            .replace("www.example.org", HOST)
                            .replace("/etc/clients/", clients + "/")
                            .replace("/etc/nginx/tls/", clients + "/")
                            .replace("/etc/apache2/tls/", clients + "/")
                            .replace("/etc/haproxy/tls/", clients + "/")
                            .replace("listen 443 ", "listen 127.0.0.1:" + port + " ")
                            .replace("bind :443 ", "bind 127.0.0.1:" + port + " ")
                            .replace("*:443", "127.0.0.1:" + port)
                            .replace("Listen 443", "Listen 127.0.0.1:" + port);
            return switch (block) {
                case 3 -> WebServer.nginx(folder, configuration);
                case 4 -> WebServer.apache(folder, configuration);
                default -> WebServer.haproxy(folder, configuration);
            };
        }
    }

    @TempDir Path clients;

    @Test
    void aRevokedClientIsTurnedAwayByNginxApacheAndHaproxy(Installation lineage) throws Exception {
        prepare(lineage);
        var samples = List.of(Sample.of(clients, 3), Sample.of(clients, 4), Sample.of(clients, 5));

        assertThat(fetch()).isZero();
        assertThat(fetch()).as("nothing is new").isEqualTo(1);
        whileAllRun(
                samples,
                () -> {
                    for (var sample : samples) {
                        assertLetIn(sample, "good", true);
                        assertLetIn(sample, "robot", true);
                    }
                });

        lineage.lineage(
                        "revoke",
                        "--reason",
                        "keyCompromise",
                        clients.resolve("robot-chain.pem").toString())
                .succeeded();
        lineage.lineage("crl", "issue").succeeded();
        await().until(() -> fetch() == 0);
        whileAllRun(
                samples,
                () -> {
                    for (var sample : samples) {
                        assertLetIn(sample, "good", true);
                        assertLetIn(sample, "robot", false);
                    }
                });
    }

    @Test
    void aCrlThatSomebodyElseSignedIsNotTaken(Installation lineage) throws Exception {
        prepare(lineage);
        // The issuers are others than those of the CRLs.
        shell().bash(
                        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout other.key -out issuers.pem -subj /CN=Other")
                .succeeded();

        assertThat(fetch()).isEqualTo(2);
        assertThat(clients.resolve("crls.pem")).doesNotExist();
    }

    private Shell shell() {
        return new Shell(clients);
    }

    private void prepare(Installation lineage) throws IOException {
        var host = lineage.issueServer(HOST);
        for (var file : List.of("chain", "key")) {
            Files.copy(
                    lineage.folder().resolve(host + "-" + file + ".pem"),
                    clients.resolve("www-" + file + ".pem"));
        }
        for (var name : List.of("good", "robot")) {
            shell().bash(
                            "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s -keyout %1$s-key.pem -out %1$s.csr"
                                    .formatted(name))
                    .succeeded();
            var chain =
                    lineage.lineage(
                                    "issue",
                                    "--profile",
                                    "machine",
                                    clients.resolve(name + ".csr").toString())
                            .succeeded()
                            .out();
            Files.writeString(clients.resolve(name + "-chain.pem"), chain);
        }
        Files.copy(lineage.credentials().resolve("root.pem"), clients.resolve("root.pem"));
        shell().bash(
                        """
                        cat www-chain.pem www-key.pem > www.pem
                        cp good-chain.pem client-chain.pem
                        sed '1,/-END CERTIFICATE-/d' client-chain.pem > client-issuer.pem
                        cat client-issuer.pem root.pem > issuers.pem
                        """)
                .succeeded();
        shell().bash(block(0)).succeeded();
        assertThat(Files.readAllLines(clients.resolve("crl-urls"))).hasSize(2);
        Files.writeString(clients.resolve("fetch-crls"), block(1));
    }

    private String block(int number) throws IOException {
        return DocumentationPage.blocks(PAGE, HEADING)
                .get(number)
                .replace("cd /etc/clients ", "cd '" + clients + "' ");
    }

    /** The status the page's script ends with. */
    private int fetch() {
        return shell().run("bash", "fetch-crls").status();
    }

    /** What is done while servers run. */
    private interface Look {
        void look();
    }

    private void whileAllRun(List<Sample> samples, Look look) throws IOException {
        var servers = new ArrayList<WebServer>();
        try {
            for (var sample : samples) {
                servers.add(sample.start(clients));
            }
            look.look();
        } finally {
            servers.forEach(WebServer::close);
        }
    }

    private void assertLetIn(Sample sample, String client, boolean letIn) {
        var ask =
                "curl -sS -o /dev/null -w '%%{http_code}' --cacert root.pem --cert %1$s-chain.pem --key %1$s-key.pem --resolve %2$s:%3$d:127.0.0.1 https://%2$s:%3$d/"
                        .formatted(client, HOST, sample.port());
        await().untilAsserted(() -> {
            var answer = shell().bash(ask);
            assertThat(answer.err()).doesNotContain("Connection refused");
            // httpd has nothing to show, and says so; 400 is nginx's for a bad certificate.
            assertThat(List.of("200", "403", "404").contains(answer.out()))
                    .as(answer.all())
                    .isEqualTo(letIn);
        });
    }
}
