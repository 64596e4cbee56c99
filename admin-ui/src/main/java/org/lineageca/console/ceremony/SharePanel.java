package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import java.util.Optional;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.Part;

/**
 * A custodian's share: taken as an envelope only they can open, and handed in sealed. What is typed
 * here stays in the browser: the field is no field of ours, its value is never asked for, and what
 * is sent is sealed to the signer's own key first.
 */
final class SharePanel extends Div {

    private static final Texts TEXTS = Texts.of(SharePanel.class);

    private static final String FIELD = "share-text";

    /** As {@link org.lineageca.hsm.client.ShareSeal} does it. */
    private static final String SEAL =
            """
            return (async () => {
              const text = this.value.trim();
              if (text === '') return '';
              if (!window.crypto || !crypto.subtle) throw new Error('it has no WebCrypto');
              const subtle = crypto.subtle;
              const p256 = {name: 'ECDH', namedCurve: 'P-256'};
              const receiver = Uint8Array.from($0.match(/../g), each => parseInt(each, 16));
              const theirs = await subtle.importKey('spki', receiver, p256, false, []);
              const own = await subtle.generateKey(p256, false, ['deriveBits']);
              const sender = new Uint8Array(await subtle.exportKey('spki', own.publicKey));
              const agreed = await subtle.importKey(
                  'raw', await subtle.deriveBits({name: 'ECDH', public: theirs}, own.privateKey, 256),
                  'HKDF', false, ['deriveKey']);
              const info = new Uint8Array(
                  [...new TextEncoder().encode('lineage share seal'), ...sender, ...receiver]);
              const key = await subtle.deriveKey(
                  {name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info}, agreed,
                  {name: 'AES-GCM', length: 256}, false, ['encrypt']);
              const sealed = await subtle.encrypt(
                  {name: 'AES-GCM', iv: new Uint8Array(12)}, key, new TextEncoder().encode(text));
              return Array.from(
                  [...sender, ...new Uint8Array(sealed)],
                  each => each.toString(16).padStart(2, '0')).join('');
            })();
            """;

    private final Moves moves;
    private final Part<RunScreen.ShareDesk> desk = new Part<>("share-desk", this::paint);
    private final Element field = new Element("input");
    private final Div typed = new Div();

    SharePanel(Moves moves) {
        this.moves = moves;
        addClassName("share-panel");
        field.setAttribute("id", FIELD);
        field.setAttribute("type", "text");
        field.setAttribute("autocomplete", "off");
        field.setAttribute("spellcheck", "false");
        field.setAttribute("autocapitalize", "characters");
        field.setAttribute("aria-describedby", "share-note");
        field.addEventListener("keydown", _ -> seal()).setFilter("event.key === 'Enter'");
        var label = new Element("label");
        label.setAttribute("for", FIELD);
        label.setText(TEXTS.say("your-share"));
        var note = new Span(TEXTS.say("it-is-sealed-here-in"));
        note.setId("share-note");
        note.addClassName("quiet");
        var shown = new Checkbox(TEXTS.say("show-what-i-type"));
        shown.addValueChangeListener(event -> field.getClassList().set("shown", event.getValue()));
        var handIn = new Button(TEXTS.say("hand-in"));
        handIn.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        handIn.addClickListener(_ -> seal());
        var row = new Div(shown, handIn);
        row.addClassName("actions");
        typed.addClassName("share-typed");
        typed.getElement().appendChild(label, field, note.getElement(), row.getElement());
        add(new H2(TEXTS.say("your-share")), desk, typed);
        setVisible(false);
    }

    void show(Optional<RunScreen.ShareDesk> shown) {
        if (shown.isEmpty() && isVisible()) {
            clear();
        }
        setVisible(shown.isPresent());
        shown.ifPresent(value -> {
            desk.show(value);
            typed.setVisible(!value.isActive());
        });
    }

    private void paint(Div place, RunScreen.ShareDesk shown) {
        place.add(new Paragraph(shown.advice()));
        if (shown.isActive()) {
            place.add(
                    moves.primary(
                            TEXTS.say("put-it-on-record"),
                            actor -> moves.presenter().recordActive(actor, moves.run())));
            return;
        }
        var index = shown.index();
        if (index == null) {
            return;
        }
        var name = "share-" + moves.run() + "-" + index + ".p7m";
        var how = new Code("openssl cms -decrypt -inform DER -in " + name + " -inkey key.pem");
        place.add(
                take(
                        shown.isTaken()
                                ? TEXTS.say("take-share-again", index)
                                : TEXTS.say("take-share", index),
                        name),
                new Div(new Span(TEXTS.say("open-it-on-your-own")), how));
    }

    private Anchor take(String text, String name) {
        var link =
                Download.link(
                        text,
                        name,
                        "application/pkcs7-mime",
                        () -> moves.presenter().takeShare(moves.officers().current(), moves.run()));
        link.addClassName("take-share");
        return link;
    }

    private void seal() {
        var key = moves.presenter().sealingKey(moves.officers().current(), moves.run());
        field.executeJs(SEAL, key)
                .then(
                        String.class,
                        this::handIn,
                        problem -> {
                            throw new IllegalMoveException(
                                    TEXTS.say("your-browser-could-not-seal", problem));
                        });
    }

    private void handIn(String sealed) {
        if (sealed.isEmpty()) {
            Notification.show(TEXTS.say("type-your-share-first-or"));
            return;
        }
        moves.make(actor -> moves.presenter().handIn(actor, moves.run(), sealed));
        clear();
        Notification.show(TEXTS.say("your-share-was-taken"));
    }

    private void clear() {
        field.executeJs("this.value = ''");
    }
}
