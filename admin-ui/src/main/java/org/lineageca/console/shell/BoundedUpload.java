package org.lineageca.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.lineageca.octets.Octets;

/** Takes files into memory, none larger than is said, whatever the browser says. */
public final class BoundedUpload {

    private BoundedUpload() {}

    /**
     * A button that takes files.
     *
     * @param most octets of one file
     * @param taken is given its name and its content, within the page's session
     */
    public static Upload of(String text, int most, BiConsumer<String, Octets> taken) {
        UploadHandler handler = event -> take(event, most, taken);
        var upload = new Upload(handler);
        upload.setUploadButton(new Button(text));
        upload.setDropAllowed(false);
        upload.setMaxFileSize(most);
        upload.addAllFinishedListener(_ -> upload.clearFileList());
        upload.addFileRejectedListener(event -> Notification.show(event.getErrorMessage()));
        return upload;
    }

    private static void take(UploadEvent event, int most, BiConsumer<String, Octets> taken)
            throws IOException {
        byte[] content;
        try (var in = event.getInputStream()) {
            content = in.readNBytes(most + 1);
        }
        if (content.length > most) {
            event.reject("The file has more than " + most + " octets. It was not taken.");
            return;
        }
        var name = event.getFileName();
        var _ = event.getUI().access(() -> taken.accept(name, Octets.of(content)));
    }
}
