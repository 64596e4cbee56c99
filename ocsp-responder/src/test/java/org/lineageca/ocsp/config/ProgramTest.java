package org.lineageca.ocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: how it starts, and how it ends. */
class ProgramTest {

    private static final String REQUEST =
            "MEMwQTA/MD0wOzAJBgUrDgMCGgUABBRySsg0g6mpJuG5BPeQlYd74TWxygQUlz7iH0Zx0w1R/wIA8506+mGcPF8CAhAB";

    @TempDir private Path folder;

    @Test
    void startsWithoutDatabaseAndSignerSaysTryLaterAndStopsOnSigterm() throws Exception {
        var port = freePort();
        var program = start(configuration(port));
        try (var client = HttpClient.newHttpClient()) {
            await().until(() -> get(client, port, "/health").statusCode() == 503);
            // Nobody can be told yet that their issuer is not served.
            var answer = get(client, port, "/ocsp/" + REQUEST);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(HexFormat.of().formatHex(answer.body())).isEqualTo("30030a0103");
            program.destroy();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(143);
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(log()).contains("serving OCSP", "stopped").doesNotContain("Exception");
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var program = start(configuration(taken.getLocalPort()));
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(1);
            assertThat(log()).contains("cannot listen", "port " + taken.getLocalPort());
        }
    }

    @Test
    void saysWhatIsWrongWithItsConfiguration() throws Exception {
        var program = start(Files.writeString(folder.resolve("bad.yml"), "lineage: {}\n"));
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(log()).contains("bad.yml: lineage.database.url is missing");
    }

    @Test
    void endsWhenAnErrorEndsOneOfItsThreads() throws Exception {
        var program = start(FailingThread.class, folder.resolve("none"));
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(ErrorsEndTheProcess.STATUS);
            assertThat(log()).contains("thread changes has ended, and with it the process");
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    /** Neither the database nor the signer is there. */
    private Path configuration(int port) throws IOException {
        var password = Files.writeString(folder.resolve("password"), "secret");
        return Files.writeString(
                folder.resolve("ocsp-responder.yml"),
                """
                lineage:
                  database: {url: "jdbc:postgresql://127.0.0.1:1/lineage", user: responder, password-file: "%s"}
                  signer: {socket: "%s", token: responder}
                  http: {host: 127.0.0.1, port: %d}
                """
                        .formatted(password, folder.resolve("none.sock"), port));
    }

    private Process start(Path configuration) throws IOException {
        return start(Application.class, configuration);
    }

    private Process start(Class<?> main, Path configuration) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dlineage.config=" + configuration,
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                main.getName()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static HttpResponse<byte[]> get(HttpClient client, int port, String path)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
