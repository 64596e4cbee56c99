package org.lineageca.publisher.serve;

import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.publish.Shelf;

/**
 * Serves the published files from memory.
 *
 * <p>Headers and bytes come from one and the same {@link PublishedFile}, so no reader can get a
 * mixture of two however often a CRL is replaced. Jetty's ResourceHandler looks at the file system
 * once for the headers and again for the bytes, and knows no If-Range.
 */
final class FileHandler extends Handler.Abstract.NonBlocking {

    private final Shelf shelf;
    private final InstantSource clock;

    FileHandler(Shelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var file = shelf.file(Request.getPathInContext(request).substring(1));
        if (file.isEmpty()) {
            return false;
        }
        serve(file.get(), request, response, callback);
        return true;
    }

    private void serve(PublishedFile file, Request request, Response response, Callback callback) {
        var etag = '"' + file.sha256().slice(0, 16).toHex() + '"';
        var length = file.content().length();
        var headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, etag);
        headers.put(HttpHeader.LAST_MODIFIED, Selection.HTTP_DATE.format(file.modified()));
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(
                HttpHeader.CACHE_CONTROL,
                Freshness.cacheControl(file.nextUpdate(), clock.instant()));
        switch (Selection.of(asked(request), etag, file.modified(), length)) {
            case Selection.Whole _ -> {
                response.setStatus(HttpStatus.OK_200);
                send(file, file.content(), request, response, callback);
            }
            case Selection.Part(var first, var last) -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT_206);
                headers.put(HttpHeader.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + length);
                var part = file.content().slice((int) first, (int) last + 1);
                send(file, part, request, response, callback);
            }
            case Selection.NotModified _ -> {
                response.setStatus(HttpStatus.NOT_MODIFIED_304);
                callback.succeeded();
            }
            case Selection.PreconditionFailed _ ->
                    PlainAnswer.send(
                            response,
                            callback,
                            HttpStatus.PRECONDITION_FAILED_412,
                            "The file is another one by now.");
            case Selection.Unsatisfiable _ -> {
                headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + length);
                PlainAnswer.send(
                        response,
                        callback,
                        HttpStatus.RANGE_NOT_SATISFIABLE_416,
                        "The file has " + length + " bytes.");
            }
        }
    }

    private static void send(
            PublishedFile file,
            Octets part,
            Request request,
            Response response,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.type().text());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, part.length());
        if (HttpMethod.HEAD.is(request.getMethod())) {
            callback.succeeded();
        } else {
            response.write(true, part.buffer(), callback);
        }
    }

    private static Selection.Asked asked(Request request) {
        var headers = request.getHeaders();
        return new Selection.Asked(
                headers.get(HttpHeader.IF_MATCH),
                headers.get(HttpHeader.IF_NONE_MATCH),
                headers.get(HttpHeader.IF_MODIFIED_SINCE),
                headers.get(HttpHeader.IF_UNMODIFIED_SINCE),
                HttpMethod.GET.is(request.getMethod()) ? headers.get(HttpHeader.RANGE) : null,
                headers.get(HttpHeader.IF_RANGE));
    }
}
