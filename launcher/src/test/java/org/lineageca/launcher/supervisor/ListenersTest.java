package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel says a process listens on: this one. */
final class ListenersTest {

    private static List<Listeners.Listener> on(int port) throws Exception {
        return Listeners.of(ProcessHandle.current()).stream()
                .filter(listener -> listener.address().getPort() == port)
                .toList();
    }

    @Test
    void aSocketOnLoopbackIsToldFromOneThatOthersReach() throws Exception {
        try (var local = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var open = new ServerSocket(0)) {
            assertThat(on(local.getLocalPort()))
                    .singleElement()
                    .satisfies(listener -> {
                        assertThat(listener.isLoopback()).isTrue();
                        assertThat(listener.protocol()).startsWith("tcp");
                        assertThat(listener.pid()).isEqualTo(ProcessHandle.current().pid());
                    });
            assertThat(on(open.getLocalPort()))
                    .singleElement()
                    .satisfies(listener -> assertThat(listener.isLoopback()).isFalse());
        }
    }

    @Test
    void aConnectionIsNoListener() throws Exception {
        try (var local = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var connection =
                        new java.net.Socket(
                                InetAddress.getLoopbackAddress(), local.getLocalPort())) {
            assertThat(on(connection.getLocalPort())).isEmpty();
        }
    }

    @Test
    void whatTakesDatagramsIsSeen() throws Exception {
        try (var open = new DatagramSocket()) {
            assertThat(on(open.getLocalPort()))
                    .singleElement()
                    .satisfies(listener -> {
                        assertThat(listener.protocol()).startsWith("udp");
                        assertThat(listener.isLoopback()).isFalse();
                    });
        }
    }

    @Test
    void whatIsClosedIsGone() throws Exception {
        int port;
        try (var local = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = local.getLocalPort();
        }
        assertThat(on(port)).isEmpty();
    }
}
