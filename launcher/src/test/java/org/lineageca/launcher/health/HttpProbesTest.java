package org.lineageca.launcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpProbesTest {

    @TempDir private Path folder;

    @Test
    void only200IsHealthyAndTheReasonQuotesTheAnswer() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var status = new int[] {503};
        server.createContext(
                "/health",
                exchange -> {
                    var body = "{\"signer\":\n \"lost\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status[0], body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            var probe =
                    HttpProbe.http(
                            "http://127.0.0.1:%d/health".formatted(server.getAddress().getPort()));
            assertThat(probe.check())
                    .isInstanceOfSatisfying(
                            Health.Unhealthy.class,
                            bad -> assertThat(bad.reason()).contains("503 {\"signer\": \"lost\"}"));
            status[0] = 200;
            assertThat(probe.check()).isEqualTo(new Health.Healthy());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyThereIsUnhealthy() throws Exception {
        assertThat(HttpProbe.http("http://127.0.0.1:1/health").check())
                .isEqualTo(new Health.Unhealthy("http://127.0.0.1:1/health: connection refused"));
        assertThat(new UnixHttpProbe(folder.resolve("none.sock")).check())
                .isInstanceOf(Health.Unhealthy.class);
    }

    @Test
    void aUnixSocketIsAskedTheSameWay() throws Exception {
        assertThat(askUnix("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(new Health.Healthy());
        assertThat(askUnix("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .isInstanceOf(Health.Unhealthy.class);
    }

    @Test
    void aRefusalIsToldFromAnOutageAndSaidWhole() throws Exception {
        var why = "The database is older. ".repeat(20).strip();
        var refusing = "{\"status\":\"refusing\",\"problems\":[\"" + why + "\"]}";
        assertThat(new HealthAnswer("core", 503, refusing).health())
                .isEqualTo(new Health.Refusing(why));
        assertThat(askUnix("HTTP/1.1 503 Service Unavailable\r\nA: b\r\n\r\n" + refusing))
                .isEqualTo(new Health.Refusing(why));
        assertThat(
                        new HealthAnswer("core", 503, refusing.replace("refusing", "unhealthy"))
                                .health())
                .isInstanceOf(Health.Unhealthy.class);
    }

    private Health askUnix(String answer) throws Exception {
        var socket = folder.resolve("h" + answer.hashCode() + ".sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var serving =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var channel = server.accept()) {
                                    channel.read(ByteBuffer.allocate(1024));
                                    channel.write(
                                            ByteBuffer.wrap(
                                                    answer.getBytes(StandardCharsets.US_ASCII)));
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            var health = new UnixHttpProbe(socket).check();
            serving.join();
            return health;
        }
    }
}
