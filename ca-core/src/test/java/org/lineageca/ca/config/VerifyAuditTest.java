package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.audit.log.EntryBundle;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.VerifierKey;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsReader;
import org.lineageca.ca.sealing.AuditLogBrokenException;
import org.lineageca.ca.sealing.AuditTrail;
import org.lineageca.octets.Octets;

/** The program as auditors run it, over TLS with a client certificate. */
final class VerifyAuditTest {

    @TempDir private Path folder;

    private final AuditTrail trail = new AuditTrail();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final HttpsServer server;

    VerifyAuditTest() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() throws Exception {
        credential("server");
        credential("client");
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var demanding = getSSLContext().getDefaultSSLParameters();
                        demanding.setNeedClientAuth(true);
                        parameters.setSSLParameters(demanding);
                    }
                });
        server.createContext("/audit/", this::answer);
        server.start();
        trail.write(600);
        trail.seal();
        Files.writeString(folder.resolve("key.txt"), trail.verifier().line() + "\n");
        Files.writeString(folder.resolve("then"), trail.checkpoint());
        trail.write(200);
        trail.seal();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void credential(String name) throws Exception {
        var keys = SoftwareKey.generate();
        var to = Files.createDirectories(folder.resolve(name));
        var certificate =
                new SelfSignedCertificate(
                                Instant.now().minusSeconds(60), Period.ofYears(5), new Random(1))
                        .ofLocalServer(keys);
        pem(to.resolve("certificate.pem"), "CERTIFICATE", certificate.toArray());
        pem(to.resolve("key.pem"), "PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static void pem(Path file, String kind, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(der)));
    }

    private SSLContext tls() throws IOException {
        var context =
                SslContextBuilder.forServer(
                                folder.resolve("server/certificate.pem").toFile(),
                                folder.resolve("server/key.pem").toFile())
                        .sslProvider(SslProvider.JDK)
                        .trustManager(folder.resolve("client/certificate.pem").toFile())
                        .build();
        return ((JdkSslContext) context).context();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var status = 200;
            var body = new byte[0];
            try {
                body =
                        body(exchange.getRequestURI().getPath().substring("/audit/".length()))
                                .toArray();
            } catch (RefusedException | AuditLogBrokenException e) {
                status = e instanceof RefusedException ? 404 : 500;
                body = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Octets body(String path) {
        var read = trail.read();
        return switch (path.split("/", 3)[0]) {
            case "checkpoint" -> Octets.of(trail.checkpoint().getBytes(StandardCharsets.UTF_8));
            case "unsealed" -> EntryBundle.write(read.unsealed(AuditTrail.AUDITOR));
            default -> {
                var parts = path.split("/", 3);
                var place = TilePlace.of(parts[2]);
                yield parts[1].equals("entries")
                        ? EntryBundle.write(read.entries(AuditTrail.AUDITOR, place))
                        : read.tile(AuditTrail.AUDITOR, Integer.parseInt(parts[1]), place);
            }
        };
    }

    private int verify(String... more) {
        out.reset();
        err.reset();
        var arguments =
                new String[] {
                    "--key", folder.resolve("key.txt").toString(),
                    "--checkpoint", folder.resolve("then").toString(),
                    "--url", "https://127.0.0.1:" + server.getAddress().getPort() + "/audit/",
                    "--credential", folder.resolve("client").toString(),
                    "--root", folder.resolve("server/certificate.pem").toString()
                };
        var all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return VerifyAudit.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLogInOrderIsFoundToBe() {
        assertThat(verify()).as(said()).isZero();
        assertThat(said())
                .contains("601 leaves", "801 leaves")
                .contains("ok    consistency", "ok    times", "ok    events on record")
                .endsWith("It is in order.\n");

        assertThat(verify("--json")).isZero();
        var report =
                FieldsReader.of(
                        CanonicalJson.read(
                                Octets.of(said().strip().getBytes(StandardCharsets.UTF_8))));
        assertThat(report.text("outcome")).isEqualTo("IN_ORDER");
    }

    @Test
    void whatWasChangedIsFoundAndTheLeafIsNamed() {
        trail.asOwner().execute("UPDATE audit_event SET actor = 'nobody' WHERE sequence = 555");

        assertThat(verify()).isEqualTo(1);
        assertThat(said())
                .contains("FAIL  entries", "leaf 554: event 555")
                .contains("FAIL  consistency", "It is NOT in order");
    }

    @Test
    void aTailThatWasCutOffIsFound() {
        trail.asOwner().execute("DELETE FROM audit_event WHERE sequence > 500");
        trail.asOwner().execute("DELETE FROM audit_leaf WHERE leaf_index >= 500");
        trail.asOwner().execute("DELETE FROM audit_checkpoint");

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("801 leaves was signed, and 500 are on record");
    }

    @Test
    void anEventThatWasPutInIsFoundBeforeItIsSealed() {
        trail.asOwner().execute("DELETE FROM audit_leaf WHERE leaf_index = 800");

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("FAIL  events on record").contains("\"sequence\":801");
    }

    @Test
    void anotherKeyIsNotTakenForTheOneThatSigned() throws Exception {
        var other = Octets.of(SoftwareKey.generate().getPublic().getEncoded());
        Files.writeString(
                folder.resolve("key.txt"), new VerifierKey(trail.verifier().name(), other).line());

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("the earlier checkpoint: it is not signed by");
    }

    @Test
    void whatCannotBeAskedIsSaid() throws IOException {
        assertThat(verify("--what")).isEqualTo(2);
        assertThat(said()).contains("'--what' is not expected", "Usage: VerifyAudit");

        Files.writeString(folder.resolve("key.txt"), "no key");
        assertThat(verify()).isEqualTo(2);
        assertThat(said()).contains("a verifier key is a line").contains("Nothing was checked");

        Files.delete(folder.resolve("key.txt"));
        assertThat(verify()).isEqualTo(2);
        assertThat(said()).contains("There is no file");
    }

    @Test
    void aServiceThatIsNotThereIsNoFinding() {
        server.stop(0);

        assertThat(verify()).isEqualTo(2);
        assertThat(said()).contains("The log cannot be read", "does not answer");
    }
}
