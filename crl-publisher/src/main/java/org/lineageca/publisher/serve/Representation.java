package org.lineageca.publisher.serve;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.Octets;

/**
 * A file as it is or compressed, with the header fields that are always the same.
 *
 * @param etag strong, with its quotes; every representation has its own (RFC 9110 8.8.3)
 * @param always fields of 200, 206 and 304
 * @param withContent further fields of 200 and 206
 */
record Representation(
        Octets content, String etag, List<HttpField> always, List<HttpField> withContent) {

    private static final HttpField RANGES =
            new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");
    private static final HttpField VARY =
            new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");
    private static final HttpField GZIP =
            new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

    static Representation plain(PublishedFile file) {
        return of(file, file.content(), file.sha256(), false);
    }

    static Representation compressed(PublishedFile file, Octets content) {
        return of(file, content, content.sha256(), true);
    }

    void addTo(HttpFields.Mutable headers) {
        always.forEach(headers::add);
    }

    void addContentTo(HttpFields.Mutable headers) {
        withContent.forEach(headers::add);
    }

    private static Representation of(
            PublishedFile file, Octets content, Octets sha256, boolean compressed) {
        var etag = '"' + sha256.slice(0, 16).toHex() + '"';
        var withContent = new ArrayList<HttpField>();
        withContent.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, file.type().text()));
        if (compressed) {
            withContent.add(GZIP);
        }
        return new Representation(
                content,
                etag,
                List.of(
                        new PreEncodedHttpField(HttpHeader.ETAG, etag),
                        new PreEncodedHttpField(
                                HttpHeader.LAST_MODIFIED,
                                Selection.HTTP_DATE.format(file.modified())),
                        RANGES,
                        VARY),
                List.copyOf(withContent));
    }
}
