package org.lineageca.console.exchange;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.octets.Octets;

/** Takes a package in as QR codes, and says which are missing. */
final class ScanPanel extends Div {

    private static final Texts TEXTS = Texts.of(ScanPanel.class);

    /** A scanner has typed a code when it is silent for so long. */
    private static final int SILENCE_MILLISECONDS = 300;

    private final ScannedFrames frames = new ScannedFrames();
    private final TextArea field = new TextArea(TEXTS.say("codes-one-a-line"));
    private final Span standing = new Span();
    private final UnorderedList pictures = new UnorderedList();
    private final Consumer<Octets> complete;
    private @Nullable Octets handedOver;

    ScanPanel(Consumer<Octets> complete) {
        this.complete = complete;
        addClassNames("scan", "card");
        field.setHelperText(TEXTS.say("put-the-cursor-here-and"));
        field.setWidthFull();
        field.setMinRows(3);
        field.setMaxRows(8);
        field.setMaxLength(ScannedFrames.MOST_CHARACTERS);
        field.setAutocomplete(Autocomplete.OFF);
        field.addClassName("pem");
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(SILENCE_MILLISECONDS);
        field.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                show(frames.type(event.getValue()));
            }
        });
        standing.addClassName("standing");
        standing.getElement().setAttribute("role", "status");
        var upload =
                BoundedUpload.of(TEXTS.say("take-pictures"), QrPictures.MOST_OCTETS, this::picture);
        upload.setAcceptedMimeTypes("image/png", "image/jpeg");
        var again = new Button(TEXTS.say("start-again"), _ -> clear());
        again.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var actions = new Div(upload, again);
        actions.addClassName("actions");
        add(
                new H2(TEXTS.say("title-as-qr-codes")),
                new Paragraph(TEXTS.say("in-any-order-from-the")),
                field,
                actions,
                standing,
                pictures);
        show(frames.state());
    }

    private void picture(String name, Octets content) {
        pictures.add(new ListItem(frames.show(name, content)));
        show(frames.state());
    }

    private void clear() {
        frames.clear();
        field.clear();
        pictures.removeAll();
        handedOver = null;
        show(frames.state());
    }

    private void show(ScannedFrames.State state) {
        standing.removeClassNames("wrong", "whole");
        switch (state) {
            case ScannedFrames.State.Empty _ ->
                    standing.setText(TEXTS.say("no-code-was-scanned-yet"));
            case ScannedFrames.State.Gathering(var have, var of, var missing) ->
                    standing.setText(TEXTS.say("of-are-here-missing", have, of, missing));
            case ScannedFrames.State.Wrong(var why) -> {
                standing.addClassName("wrong");
                standing.setText(why);
            }
            case ScannedFrames.State.Complete(var of, var octets) -> {
                standing.addClassName("whole");
                standing.setText(TEXTS.say("all-are-here", of));
                if (!Objects.equals(octets, handedOver)) {
                    handedOver = octets;
                    complete.accept(octets);
                }
            }
        }
    }
}
