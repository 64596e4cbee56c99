package org.lineageca.publisher.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

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
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        // Jetty leaves the content out of the answer to a HEAD request.
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}
