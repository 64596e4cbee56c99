package org.lineageca.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside Jetty as it is, which would wait for these requests for ever. */
class RequestDeadlineTest {

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        new RequestDeadline(connector, LIMIT).start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aRequestThatTricklesInIsGivenUp() throws IOException {
        try (var socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nX: ");
            awaitClosed(socket);
        }
    }

    @Test
    void soIsOneAfterAnotherThatWasAnswered() throws IOException {
        try (var socket = connect()) {
            send(socket, REQUEST);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            drain(socket);
            send(socket, "GET / HTTP/1.1\r\nX: ");
            awaitClosed(socket);
        }
    }

    @Test
    void aConnectionBetweenTwoRequestsIsLeft() throws IOException {
        try (var socket = connect();
                var other = connect()) {
            send(socket, REQUEST);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            drain(socket);
            // So much time has passed for the first one too.
            send(other, "GET / HTTP/1.1\r\nX: ");
            awaitClosed(other);
            send(socket, REQUEST);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    /** To the end of the page that says that nothing is here. */
    private static void drain(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().contains("</html>\n")) {
            text.append((char) socket.getInputStream().read());
        }
    }

    /** Sends one more octet again and again, until the other side has gone. */
    private static void awaitClosed(Socket socket) {
        await().pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        send(socket, "a");
                        return false;
                    } catch (IOException gone) {
                        return true;
                    }
                });
    }
}
