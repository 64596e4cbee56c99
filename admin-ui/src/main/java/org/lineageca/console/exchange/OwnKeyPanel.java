package org.lineageca.console.exchange;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lineageca.console.ceremony.DigestBoard;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Download;

/** The key of this installation: to be carried to a partner, and its words to be read aloud. */
final class OwnKeyPanel extends Div {

    private static final String FILE = "exchange-key";

    OwnKeyPanel(OwnKey own) {
        addClassName("own-key");
        add(new H2("This installation"));
        switch (own) {
            case OwnKey.Present present -> {
                add(
                        new Paragraph(
                                "Carry the key to the partner as a file. The words are not carried: read them aloud, over the telephone or in one room, line by line, while someone there compares them."),
                        new DigestBoard(
                                "SHA-256 of this installation's exchange key",
                                present.publicKey().sha256()),
                        downloads(present));
            }
            case OwnKey.NotMadeYet _ ->
                    add(
                            new Callout(
                                    "This installation has no exchange key yet",
                                    List.of(
                                            "The first ceremony makes it, on the token it makes. Hold it, and come back for the key and its words.",
                                            "Partners can be brought and compared already; packages can be taken in when the key is there."),
                                    Badge.Tone.WARNING));
            case OwnKey.OutOfReach(var why) ->
                    add(
                            new Callout(
                                    "The exchange key cannot be shown now",
                                    List.of(why),
                                    Badge.Tone.WARNING));
        }
    }

    private static Div downloads(OwnKey.Present present) {
        var links =
                new Div(
                        Download.link(
                                "Download " + FILE + ".pem",
                                FILE + ".pem",
                                "application/x-pem-file",
                                () -> present.pem().getBytes(StandardCharsets.US_ASCII)),
                        Download.link(
                                "Download " + FILE + ".spki",
                                FILE + ".spki",
                                "application/octet-stream",
                                () -> present.publicKey().toArray()));
        links.addClassName("actions");
        return links;
    }
}
