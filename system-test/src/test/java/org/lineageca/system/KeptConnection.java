package org.lineageca.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/**
 * A connection to the core over mutual TLS, used for one request after the other. It does no more
 * than it must: a load takes its time from the same processors as what it is for.
 */
final class KeptConnection implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");
    private static final int BUFFER = 16_384;
    private static final byte[] NONE = {};

    private final SSLSocket socket;
    private final InputStream in;
    private final String host;

    private KeptConnection(SSLSocket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.host = host;
    }

    /** With the credential of the installation's own command. */
    static KeptConnection open(Installation lineage) throws IOException {
        var core = lineage.core();
        var credentials = lineage.credentials();
        var context =
                MachineClient.context(
                        credentials.resolve("machine"), credentials.resolve("root.pem"));
        var socket =
                (SSLSocket) context.getSocketFactory().createSocket(core.getHost(), core.getPort());
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        return new KeptConnection(socket, core.getAuthority());
    }

    /**
     * Has a server's certificate issued.
     *
     * @param request PKCS#10 in DER
     */
    void issue(byte[] request) {
        var head =
                """
                POST /certificates?profile=tls-server HTTP/1.1\r
                Host: %s\r
                Content-Type: application/pkcs10\r
                Content-Length: %d\r
                \r
                """
                        .formatted(host, request.length);
        var _ = exchange(head, request, "201");
    }

    /** What is there. */
    byte[] get(String path) {
        return exchange("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host), NONE, "200");
    }

    private byte[] exchange(String requestHead, byte[] requestBody, String status) {
        try {
            var whole = new ByteArrayOutputStream(BUFFER);
            whole.writeBytes(requestHead.getBytes(StandardCharsets.US_ASCII));
            whole.writeBytes(requestBody);
            socket.getOutputStream().write(whole.toByteArray());
            var head = head();
            var length = LENGTH.matcher(head);
            var body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            if (!head.startsWith("HTTP/1.1 " + status)) {
                throw new IOException(head + new String(body, StandardCharsets.UTF_8));
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status line and headers, with the empty line that ends them. */
    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            var octet = in.read();
            if (octet < 0) {
                throw new IOException("the core closed the connection after '" + head + "'");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
