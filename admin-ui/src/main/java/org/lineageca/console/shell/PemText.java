package org.lineageca.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.lineageca.console.language.Texts;

/** PEM to look at, copy and download. */
public final class PemText extends Div {

    private static final Texts TEXTS = Texts.of(PemText.class);

    public PemText(String label, String pem, String fileName) {
        addClassName("pem-text");
        var area = new TextArea(label);
        area.setValue(pem);
        area.setReadOnly(true);
        area.setWidthFull();
        area.setMaxRows(10);
        area.addClassName("pem");
        var copy = new Button(TEXTS.say("copy"), VaadinIcon.COPY.create());
        Clipboard.onClick(copy)
                .writeText(
                        pem,
                        _ -> Notification.show(TEXTS.say("copied")),
                        _ -> Notification.show(TEXTS.say("the-browser-did-not-allow")));
        var bytes = pem.getBytes(StandardCharsets.US_ASCII);
        var download =
                new Anchor(
                        DownloadHandler.fromInputStream(_ ->
                                new DownloadResponse(
                                        new ByteArrayInputStream(bytes),
                                        fileName,
                                        "application/x-pem-file",
                                        bytes.length)),
                        TEXTS.say("download", fileName));
        var actions = new Div(copy, download);
        actions.addClassName("actions");
        add(area, actions);
    }
}
