package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web server that knows nothing but the certificate's own URLs staples our answers. */
@ExtendWith(SharedInstallation.class)
class StaplingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void nginxStaplesGoodAndAfterTheRevocationNeverAgain(Installation lineage) throws Exception {
        var prefix = lineage.issueServer("www.stapling.example");
        lineage.shell()
                .bash(
                        "cat "
                                + prefix
                                + "-issuer.pem data/credentials/root.pem > stapling-trusted.pem")
                .succeeded();
        var port = Installation.freePorts(1);
        var configuration = configuration(lineage, prefix, port);

        try (var nginx = Nginx.start(lineage, configuration)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(nginx.isRunning()).as(nginx.log()).isTrue();
                        assertThat(handshake(lineage, port))
                                .contains("OCSP Response Status: successful (0x0)")
                                .contains("Cert Status: good");
                    });
            var handshake = handshake(lineage, port);
            assertThat(handshake)
                    .contains("Verify return code: 0 (ok)")
                    .contains("CN = TLS Issuing CA 2026-1");
            assertThat(nginx.log())
                    .doesNotContain("OCSP_basic_verify() failed")
                    .doesNotContain("certificate status \"unknown\"");
        }

        lineage.lineage("revoke", "--reason", "keyCompromise", prefix + "-chain.pem").succeeded();
        // What nginx fetches in the second before a responder has noticed, it keeps for hours.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lineage.ocspStatus(prefix)).contains("revoked"));

        try (var nginx = Nginx.start(lineage, configuration)) {
            // nginx asks at the first handshake, and does not staple what is not good but writes it
            // down.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(handshake(lineage, port))
                                .contains("Verify return code: 0 (ok)")
                                .doesNotContain("Cert Status: good");
                        assertThat(nginx.log()).contains("certificate status \"revoked\"");
                    });
            assertThat(handshake(lineage, port)).doesNotContain("Cert Status: good");
        }
    }

    private static String handshake(Installation lineage, int port) {
        return lineage.shell()
                .bash(
                        "openssl s_client -connect 127.0.0.1:%d -servername www.stapling.example -status -CAfile data/credentials/root.pem < /dev/null"
                                .formatted(port))
                .all();
    }

    private static Path configuration(Installation lineage, String prefix, int port)
            throws IOException {
        var folder = Files.createDirectories(lineage.folder().resolve("nginx"));
        return Files.writeString(
                folder.resolve("nginx.conf"),
                """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log info;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server {
                        listen 127.0.0.1:%2$d ssl;
                        server_name www.stapling.example;
                        ssl_certificate %3$s/%4$s-chain.pem;
                        ssl_certificate_key %3$s/%4$s-key.pem;
                        ssl_stapling on;
                        ssl_stapling_verify on;
                        ssl_trusted_certificate %3$s/stapling-trusted.pem;
                    }
                }
                """
                        .formatted(folder, port, lineage.folder(), prefix));
    }

    /** The program, with a log that begins when it starts. */
    private record Nginx(Process process, Path logFile) implements AutoCloseable {

        static Nginx start(Installation lineage, Path configuration) throws IOException {
            var log = configuration.resolveSibling("error.log");
            Files.deleteIfExists(log);
            var process =
                    new ProcessBuilder(
                                    "/usr/sbin/nginx",
                                    "-e",
                                    log.toString(),
                                    "-p",
                                    lineage.folder().toString(),
                                    "-c",
                                    configuration.toString())
                            .directory(lineage.folder().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(configuration.resolveSibling("output.log").toFile())
                            .start();
            var nginx = new Nginx(process, log);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return nginx;
        }

        boolean isRunning() {
            return process.isAlive();
        }

        String log() throws IOException {
            return Files.exists(logFile) ? Files.readString(logFile) : "";
        }

        @Override
        public void close() {
            // SIGTERM to the master ends the workers too.
            process.destroy();
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        }
    }
}
