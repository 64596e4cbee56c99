package org.lineageca.console.exchange;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lineageca.console.ceremony.DigestBoard;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Download;

/** The key of this installation: to be carried to a partner, and its words to be read aloud. */
final class OwnKeyPanel extends Div {

    private static final Texts TEXTS = Texts.of(OwnKeyPanel.class);

    private static final String FILE = "exchange-key";

    OwnKeyPanel(OwnKey own) {
        addClassName("own-key");
        add(new H2(TEXTS.say("this-installation")));
        switch (own) {
            case OwnKey.Present present -> {
                add(
                        new Paragraph(TEXTS.say("carry-the-key-to-the")),
                        new DigestBoard(
                                TEXTS.say("sha-256-of-this-installations"),
                                present.publicKey().sha256()),
                        downloads(present));
            }
            case OwnKey.NotMadeYet _ ->
                    add(
                            new Callout(
                                    TEXTS.say("this-installation-has-no-exchange"),
                                    List.of(
                                            TEXTS.say("the-first-ceremony-makes-it"),
                                            TEXTS.say("partners-can-be-brought-and")),
                                    Badge.Tone.WARNING));
            case OwnKey.OutOfReach(var why) ->
                    add(
                            new Callout(
                                    TEXTS.say("the-exchange-key-cannot-be"),
                                    List.of(why),
                                    Badge.Tone.WARNING));
        }
    }

    private static Div downloads(OwnKey.Present present) {
        var links =
                new Div(
                        Download.link(
                                TEXTS.say("download-pem", FILE),
                                FILE + ".pem",
                                "application/x-pem-file",
                                () -> present.pem().getBytes(StandardCharsets.US_ASCII)),
                        Download.link(
                                TEXTS.say("download-spki", FILE),
                                FILE + ".spki",
                                "application/octet-stream",
                                () -> present.publicKey().toArray()));
        links.addClassName("actions");
        return links;
    }
}
