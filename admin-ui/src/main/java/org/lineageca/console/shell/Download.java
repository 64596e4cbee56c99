package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.function.Supplier;

/** Links to files that are made when they are asked for. */
public final class Download {

    private Download() {}

    /**
     * A link.
     *
     * @param content asked for at each click
     */
    public static Anchor link(
            String text, String fileName, String mediaType, Supplier<byte[]> content) {
        var link =
                new Anchor(
                        DownloadHandler.fromInputStream(_ -> {
                            var bytes = content.get();
                            return new DownloadResponse(
                                    new ByteArrayInputStream(bytes),
                                    fileName,
                                    mediaType,
                                    bytes.length);
                        }),
                        text);
        link.addClassName("download");
        return link;
    }
}
