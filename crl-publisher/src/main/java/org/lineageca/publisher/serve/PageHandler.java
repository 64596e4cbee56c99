package org.lineageca.publisher.serve;

import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lineageca.publisher.publish.Shelf;

/** {@code GET /}: the page that lists everything. */
final class PageHandler extends Handler.Abstract.NonBlocking {

    private final Shelf shelf;
    private final InstantSource clock;

    PageHandler(Shelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals("/")) {
            return false;
        }
        var headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        headers.put(HttpHeader.VARY, "Accept-Encoding");
        var accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        PlainAnswer.send(
                response,
                callback,
                HttpStatus.OK_200,
                "text/html; charset=utf-8",
                Page.of(shelf, clock.instant()),
                accepted != null && Gzip.isAccepted(accepted));
        return true;
    }
}
