package org.lineageca.publisher.serve;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lineageca.publisher.guard.Octets;

/** Short answers made on the spot, which nobody is to keep. */
final class PlainAnswer {

    private PlainAnswer() {}

    /** One sentence as text. */
    static void send(Response response, Callback callback, int status, String sentence) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        send(response, callback, status, "text/plain; charset=utf-8", sentence + "\n");
    }

    static void send(
            Response response, Callback callback, int status, String type, String content) {
        send(response, callback, status, type, content, false);
    }

    /** With gzip where it helps, if the client takes it. */
    static void send(
            Response response,
            Callback callback,
            int status,
            String type,
            String content,
            boolean gzip) {
        var plain = Octets.of(content.getBytes(StandardCharsets.UTF_8));
        var compressed = gzip ? Gzip.compress(plain) : Optional.<Octets>empty();
        if (compressed.isPresent()) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        var octets = compressed.orElse(plain);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, octets.length());
        // Jetty leaves the content out of the answer to a HEAD request.
        response.write(true, octets.buffer(), callback);
    }
}
