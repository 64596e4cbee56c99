package org.lineageca.ocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.softhsm.TemporaryToken;

/**
 * The program for CAs that OpenSSL runs: their CRLs, delegates of ours by them, asked by OpenSSL.
 */
class CrlFedTest {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    @TempDir private static Path folder;
    private static TemporaryToken token;
    private static HttpServer server;
    private static Authority listed;
    private static Authority unlisted;
    private static Authority shortLived;
    private static Application application;

    /** A CA in a folder of its own. */
    private record Authority(Path place) {

        static Authority make(String name, Path publicKey) throws Exception {
            var authority = new Authority(Files.createDirectory(folder.resolve(name)));
            authority.write(
                    "ca.cnf",
                    """
                    [ca]
                    default_ca = own
                    [own]
                    database = index.txt
                    crlnumber = crlnumber
                    default_md = sha256
                    crl_extensions = crl
                    [crl]
                    authorityKeyIdentifier = keyid
                    [delegate]
                    extendedKeyUsage = OCSPSigning
                    noCheck = ignored
                    """);
            authority.write("index.txt", "");
            authority.write("crlnumber", "01\n");
            authority.run(
                    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN="
                            + name);
            authority.run(
                    "openssl x509 -new -force_pubkey %s -subj /CN=delegate -CA ca.pem -CAkey ca.key -set_serial 99 -days 20 -extfile ca.cnf -extensions delegate -out delegate.pem"
                            .formatted(publicKey));
            return authority;
        }

        /** Issues a CRL of what was revoked, as the file given. */
        void crl(String file, Duration validity) throws Exception {
            run(
                    "openssl ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.pem -crlsec %d -out %s.making"
                            .formatted(validity.toSeconds(), file));
            Files.move(
                    place.resolve(file + ".making"),
                    place.resolve(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }

        void revoke(String serial, Instant at, String reason) throws IOException {
            var line =
                    "R\t%s\t%s,%s\t%s\tunknown\t/CN=%s\n"
                            .formatted(
                                    TIME.format(Instant.now().plus(Duration.ofDays(90))),
                                    TIME.format(at),
                                    reason,
                                    serial,
                                    serial);
            var index = place.resolve("index.txt");
            Files.writeString(index, Files.readString(index) + line);
        }

        String ask(String... serials) throws Exception {
            var command =
                    new ArrayList<>(
                            List.of(
                                    "openssl",
                                    "ocsp",
                                    "-issuer",
                                    "ca.pem",
                                    "-CAfile",
                                    "ca.pem",
                                    "-url",
                                    "http://127.0.0.1:" + application.port() + "/ocsp"));
            for (var serial : serials) {
                command.addAll(List.of("-serial", "0x" + serial));
            }
            return execute(command);
        }

        /** What it says is good before the CRL ends: a busy machine needs one that lasts longer. */
        String askWhileACrlLasts(String serial) throws Exception {
            for (var seconds = 12; seconds < 200; seconds *= 2) {
                var end = Instant.now().plusSeconds(seconds);
                crl("all.crl", Duration.ofSeconds(seconds));
                while (Instant.now().isBefore(end)) {
                    var answer = ask(serial);
                    if (answer.contains(serial + ": good")) {
                        return answer;
                    }
                }
            }
            throw new AssertionError("no CRL was taken while it lasted");
        }

        String file(String name) {
            return place.resolve(name).toString();
        }

        void write(String file, String text) throws IOException {
            Files.writeString(place.resolve(file), text);
        }

        void run(String command) throws Exception {
            execute(Arrays.asList(command.split(" ")));
        }

        private String execute(List<String> command) throws Exception {
            var process =
                    new ProcessBuilder(command)
                            .directory(place.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (!command.contains("ocsp")) {
                assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
            }
            return output;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        token = TemporaryToken.start("responder");
        var key =
                token.signer()
                        .generate("ocsp", KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE))
                        .handle();
        var publicKey =
                Files.writeString(
                        folder.resolve("public.pem"),
                        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                                .formatted(
                                        Base64.getMimeEncoder()
                                                .encodeToString(key.publicKey().toArray())));
        listed = Authority.make("listed", publicKey);
        unlisted = Authority.make("unlisted", publicKey);
        shortLived = Authority.make("short", publicKey);
        listed.write("issued.txt", "# of this CA\n1001\n1002\n\n00ab01\n1003\n");
        listed.revoke("1002", Instant.parse("2026-11-20T08:00:00Z"), "keyCompromise");
        listed.crl("all.crl", Duration.ofDays(1));
        unlisted.revoke("2002", Instant.parse("2026-11-20T09:00:00Z"), "superseded");
        unlisted.crl("all.crl", Duration.ofHours(2));
        unlisted.run("openssl crl -in all.crl -outform DER -out all.der");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/all.der",
                exchange -> {
                    var crl = Files.readAllBytes(unlisted.place().resolve("all.der"));
                    exchange.sendResponseHeaders(200, crl.length);
                    exchange.getResponseBody().write(crl);
                    exchange.close();
                });
        server.start();
        application = Application.start(Configuration.read(configuration()));
    }

    private static Path configuration() throws IOException {
        return Files.writeString(
                folder.resolve("ocsp-responder.yml"),
                """
                lineage:
                  crl-issuers:
                    - {certificate: "%s", crls: ["%s"], signer: "%s", issued: "%s", good: issued, refresh: 1s}
                    - {certificate: "%s", crls: ["http://127.0.0.1:%d/all.der"], signer: "%s", good: not-revoked, refresh: 1s}
                    - {certificate: "%s", crls: ["%s"], signer: "%s", good: not-revoked, refresh: 1s}
                  signer: {socket: "%s", token: responder}
                  http: {host: 127.0.0.1, port: 0}
                """
                        .formatted(
                                listed.file("ca.pem"),
                                listed.file("all.crl"),
                                listed.file("delegate.pem"),
                                listed.file("issued.txt"),
                                unlisted.file("ca.pem"),
                                server.getAddress().getPort(),
                                unlisted.file("delegate.pem"),
                                shortLived.file("ca.pem"),
                                shortLived.file("all.crl"),
                                shortLived.file("delegate.pem"),
                                token.socket()));
    }

    @AfterAll
    static void stop() {
        application.close();
        server.stop(0);
        token.close();
    }

    @Test
    void whatIsOnTheListOfIssuedIsGoodAndWhatIsOnNoneIsUnknown() throws Exception {
        await().untilAsserted(() ->
                assertThat(listed.ask("1001", "1002", "AB01", "7777"))
                        .contains(
                                "Response verify OK",
                                "0x1001: good",
                                "0x1002: revoked",
                                "Reason: keyCompromise",
                                "Revocation Time: Nov 20 08:00:00 2026 GMT",
                                "0xAB01: good",
                                "0x7777: unknown"));
    }

    @Test
    void whereAnOfficerChoseSoWhatIsNotRevokedIsGood() throws Exception {
        await().untilAsserted(() ->
                assertThat(unlisted.ask("2001", "2002"))
                        .contains(
                                "Response verify OK",
                                "0x2001: good",
                                "0x2002: revoked",
                                "Reason: superseded"));
    }

    @Test
    void aNewCrlShowsAtOnceAndAnOlderOneIsNotGoneBackTo() throws Exception {
        await().untilAsserted(() -> assertThat(listed.ask("1003")).contains("0x1003: good"));
        Files.copy(
                listed.place().resolve("all.crl"),
                listed.place().resolve("older.crl"),
                StandardCopyOption.REPLACE_EXISTING);

        listed.revoke("1003", Instant.parse("2026-11-20T10:00:00Z"), "cessationOfOperation");
        listed.crl("all.crl", Duration.ofDays(1));

        await().untilAsserted(() ->
                assertThat(listed.ask("1003")).contains("0x1003: revoked", "cessationOfOperation"));
        Files.move(
                listed.place().resolve("older.crl"),
                listed.place().resolve("all.crl"),
                StandardCopyOption.REPLACE_EXISTING);
        await().during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(listed.ask("1003")).contains("0x1003: revoked"));
    }

    @Test
    void withoutANewerCrlThereIsNoAnswerBeyondTheLastOnesTime() throws Exception {
        assertThat(shortLived.ask("3001")).contains("trylater (3)");
        var next =
                shortLived
                        .askWhileACrlLasts("3001")
                        .lines()
                        .filter(line -> line.contains("Next Update"))
                        .findFirst()
                        .orElseThrow();
        var crl = shortLived.place().resolve("all.crl");
        var limit =
                shortLived.execute(
                        List.of("openssl", "crl", "-in", crl.toString(), "-noout", "-nextupdate"));
        assertThat(next.strip().replace("Next Update: ", ""))
                .isEqualTo(limit.strip().replace("nextUpdate=", ""));

        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(shortLived.ask("3001")).contains("trylater (3)"));
        await().untilAsserted(() -> assertThat(unlisted.ask("2001")).contains("0x2001: good"));
    }
}
