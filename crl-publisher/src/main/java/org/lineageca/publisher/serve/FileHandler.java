package org.lineageca.publisher.serve;

import java.time.InstantSource;
import java.util.concurrent.Executor;
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
    private final Representations representations;

    FileHandler(Shelf shelf, InstantSource clock, Executor compressing) {
        this.shelf = shelf;
        this.clock = clock;
        this.representations = new Representations(compressing);
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
        var asked = asked(request);
        var chosen = representation(file, request, asked);
        var length = chosen.content().length();
        var headers = response.getHeaders();
        var now = clock.instant();
        chosen.addTo(headers);
        headers.add(Freshness.cacheControl(file.nextUpdate(), now));
        if (file.modified().isAfter(now)) {
            // No Last-Modified lies ahead of Date (RFC 9110 8.8.2.1).
            headers.put(HttpHeader.LAST_MODIFIED, Selection.HTTP_DATE.format(now));
        }
        switch (Selection.of(asked, chosen.etag(), file.modified(), length)) {
            case Selection.Whole _ -> {
                response.setStatus(HttpStatus.OK_200);
                send(chosen, chosen.content(), request, response, callback);
            }
            case Selection.Part(var first, var last) -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT_206);
                headers.put(HttpHeader.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + length);
                var part = chosen.content().slice((int) first, (int) last + 1);
                send(chosen, part, request, response, callback);
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

    /** Parts are of the file as it is, and who has that whole is not sent another form of it. */
    private Representation representation(
            PublishedFile file, Request request, Selection.Asked asked) {
        var accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        var plain = representations.plain(file);
        if (accepted == null || asked.range() != null || !Gzip.isAccepted(accepted)) {
            return plain;
        }
        var known = asked.ifNoneMatch();
        return known != null && known.contains(plain.etag()) ? plain : representations.small(file);
    }

    private static void send(
            Representation chosen,
            Octets part,
            Request request,
            Response response,
            Callback callback) {
        chosen.addContentTo(response.getHeaders());
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
