package org.lineageca.ca.publication;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.lifecycle.PublishedCrls.NotPublishedException;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.octets.Octets;

class HttpPublishedCrlsTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final TestAuthority ca = TestAuthority.named("CN=CA");
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatWasIssuedInTheSameSecondSinceIsAsGood() throws Exception {
        serve(ca.crl(2));

        assertThatCode(() -> await(ca.crl(1), Duration.ofMinutes(1))).doesNotThrowAnyException();
    }

    @Test
    void anEarlierOneIsNot() throws Exception {
        serve(ca.crl(1));

        assertThatThrownBy(() -> await(ca.crl(2), SHORT))
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining("an earlier CRL is served there");
    }

    @Test
    void anothersIsNot() throws Exception {
        serve(TestAuthority.named("CN=Another").crl(2));

        assertThatThrownBy(() -> await(ca.crl(1), SHORT)).isInstanceOf(NotPublishedException.class);
    }

    private void serve(X509CRL crl) throws CRLException {
        var der = crl.getEncoded();
        server.createContext(
                "/ca.crl",
                exchange -> {
                    exchange.sendResponseHeaders(200, der.length);
                    exchange.getResponseBody().write(der);
                    exchange.close();
                });
    }

    private void await(X509CRL crl, Duration limit) throws CRLException {
        new HttpPublishedCrls()
                .await(
                        "http://127.0.0.1:%d/ca.crl".formatted(server.getAddress().getPort()),
                        Octets.of(crl.getEncoded()),
                        limit);
    }
}
