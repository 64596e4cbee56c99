package org.lineageca.console.mass;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.InputStream;
import java.util.function.Supplier;

/** A link to a file that is written while it is read. */
final class StreamedDownload {

    /** The length is not known before the end. */
    private static final long UNKNOWN = -1;

    private StreamedDownload() {}

    static Anchor link(String text, String file, String mediaType, Supplier<InputStream> content) {
        var link =
                new Anchor(
                        DownloadHandler.fromInputStream(
                                _ -> new DownloadResponse(content.get(), file, mediaType, UNKNOWN)),
                        text);
        link.addClassName("download");
        return link;
    }
}
