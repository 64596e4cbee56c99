package org.lineageca.launcher.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server in the place of the publisher: it has its one CRL only when asked again. */
final class StubPublisher implements AutoCloseable {

    /** The number of the CRL. */
    static final int NUMBER = 2;

    /** How many are told that there is none. */
    static final int LATE = 2;

    private static final byte[] CRL =
            Base64.getMimeDecoder()
                    .decode(
                            """
                            MIIBKzCB0gIBATAKBggqhkjOPQQDAjA/MR0wGwYDVQQKDBRFeGFtcGxlIE9yZ2FuaXNhdGlvbjEe
                            MBwGA1UEAwwVVExTIElzc3VpbmcgQ0EgMjAyNi0xFw0yNjExMjEwOTM1MTRaFw0yNjExMjgwOTM1
                            MTRaMDEwLwIQakFCDerNLpqs4+4T1UgURxcNMjYxMTIxMDkzNTEyWjAMMAoGA1UdFQQDCgEBoC8w
                            LTAfBgNVHSMEGDAWgBRgr/keqRB0A0kOr+LEP/Xf1pQHpzAKBgNVHRQEAwIBAjAKBggqhkjOPQQD
                            AgNIADBFAiEAvz07sc7DNHOIpPuXQfQh1hfeFJExuecEp4TS7gjvq24CIDiL016x90KdzlqWZR8G
                            F2DhB2DpxNhaB008Hn/dJ6sW
                            """);

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    StubPublisher() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var isThere = asked.incrementAndGet() > LATE;
                    exchange.sendResponseHeaders(isThere ? 200 : 404, isThere ? CRL.length : -1);
                    if (isThere) {
                        exchange.getResponseBody().write(CRL);
                    }
                    exchange.close();
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/complete.crl".formatted(server.getAddress().getPort());
    }

    int askedTimes() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
