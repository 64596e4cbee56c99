package org.lineageca.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** Takes files into memory, none larger than is said, whatever the browser says. */
public final class BoundedUpload {

    private static final Texts TEXTS = Texts.of(BoundedUpload.class);

    private BoundedUpload() {}

    /**
     * A button that takes files.
     *
     * @param most octets of one file
     * @param taken is given its name and its content, within the page's session
     */
    public static Upload of(String text, int most, BiConsumer<String, Octets> taken) {
        Queue<Arrived> arrived = new ConcurrentLinkedQueue<>();
        UploadHandler handler = event -> receive(event, most, arrived);
        var upload = new Upload(handler);
        // The page asks once more when a file is here; what follows from it goes with that answer.
        upload.getElement()
                .addEventListener(
                        "upload-success",
                        _ -> {
                            for (var file = arrived.poll(); file != null; file = arrived.poll()) {
                                taken.accept(file.name(), file.content());
                            }
                        });
        upload.setUploadButton(new Button(text));
        upload.setDropAllowed(false);
        upload.setMaxFileSize(most);
        upload.addAllFinishedListener(_ -> upload.clearFileList());
        upload.addFileRejectedListener(event -> Notification.show(event.getErrorMessage()));
        return upload;
    }

    private record Arrived(String name, Octets content) {}

    private static void receive(UploadEvent event, int most, Queue<Arrived> arrived)
            throws IOException {
        byte[] content;
        try (var in = event.getInputStream()) {
            content = in.readNBytes(most + 1);
        }
        if (content.length > most) {
            event.reject(TEXTS.say("the-file-has-more-than", most));
            return;
        }
        arrived.add(new Arrived(event.getFileName(), Octets.of(content)));
    }
}
