package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lineageca.ocsp.fixture.ParsedResponse;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;

/** What slow and idle clients can hold, and for how long. */
class ConnectionTest {

    private static RunningResponder running;

    @BeforeAll
    static void start() throws IOException {
        running = RunningResponder.start(Duration.ofMillis(1_500), Duration.ofMillis(700));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void closesAnIdleConnection() throws IOException {
        var started = System.nanoTime();

        assertThat(running.raw("")).isEmpty();

        assertThat(elapsed(started)).isGreaterThan(Duration.ofMillis(1_200));
    }

    @Test
    void closesAConnectionWhoseRequestTricklesIn() throws Exception {
        var started = System.nanoTime();
        try (var socket = running.connect()) {
            socket.getOutputStream()
                    .write("POST /ocsp HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            await().pollInterval(Duration.ofMillis(50)).until(() -> isClosed(socket));
        }

        assertThat(elapsed(started)).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void servesOthersBesideManySlowOnesAndTurnsTheRestAway() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < RunningResponder.CONNECTIONS + 50; i++) {
                var socket = running.connect();
                slow.add(socket);
                if (i < RunningResponder.CONNECTIONS / 2) {
                    socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
                }
                if (i == RunningResponder.CONNECTIONS / 2) {
                    assertThat(running.get("/health").statusCode()).isEqualTo(200);
                }
            }
            // Beyond the limit a connection is closed as soon as it is there.
            assertThat(slow.getLast().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        await().until(() -> running.get("/health").statusCode() == 200);
    }

    @Test
    void slowConnectionsDoNotKeepAGoodClientFromItsAnswers() throws Exception {
        var serial = TestAuthority.serial(7);
        running.source.issue(RunningResponder.GENERATION, serial);
        var request = TestRequest.about(running.authority, serial);
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < RunningResponder.CONNECTIONS * 3 / 4; i++) {
                slow.add(running.connect());
            }
            for (var octet : "GET /ocsp/MFAwTqADAgEAMEcwRTBDMAkG".toCharArray()) {
                for (var i = 0; i < slow.size(); i++) {
                    if (!sends(slow.get(i), octet)) {
                        slow.get(i).close();
                        slow.set(i, running.connect());
                    }
                }
                // The connection it is asked on may just be closed for having been idle.
                await().until(() -> {
                    var answer = running.post("/ocsp", "application/ocsp-request", request);
                    return ParsedResponse.of(answer.body()).certificateStatus(0).equals("good");
                });
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean sends(Socket socket, char octet) {
        try {
            socket.getOutputStream().write(octet);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Sends one more octet; finds out whether the other side has gone. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            socket.getOutputStream().flush();
            return socket.getInputStream().available() > 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
