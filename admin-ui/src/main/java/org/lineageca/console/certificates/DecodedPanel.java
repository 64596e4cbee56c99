package org.lineageca.console.certificates;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.decoding.DecodedField;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Facts;

/** What a certificate says, by topic. */
final class DecodedPanel extends Div {

    private static final Texts TEXTS = Texts.of(DecodedPanel.class);

    DecodedPanel(DecodedCertificate certificate) {
        this(certificate.fields());
    }

    DecodedPanel(List<DecodedField> decoded) {
        addClassName("decoded");
        Arrays.stream(DecodedField.Topic.values())
                .forEach(topic -> {
                    var fields = decoded.stream().filter(field -> field.topic() == topic).toList();
                    if (fields.isEmpty()) {
                        return;
                    }
                    var facts = new Facts();
                    fields.forEach(field -> facts.with(field.name(), values(field)));
                    var section = new Div(new H3(TopicWords.of(topic)), AsSaid.byTheCore(facts));
                    section.addClassName("card");
                    add(section);
                });
    }

    /** One to a line, and whether whoever does not understand it must refuse the certificate. */
    static Component values(DecodedField field) {
        var lines = new Div();
        lines.addClassName("lines");
        field.values().forEach(value -> lines.add(value(field.form(), value)));
        if (field.values().isEmpty()) {
            lines.add(new Span(TEXTS.say("no-values")));
        }
        if (field.isCritical()) {
            lines.add(new Badge(TEXTS.say("critical"), Badge.Tone.QUIET));
        }
        return lines;
    }

    private static Component value(DecodedField.Form form, String value) {
        return switch (form) {
            case TEXT -> new Span(value);
            case DIGITS -> new Code(value);
            case URL -> url(value);
        };
    }

    /** What stands in a certificate is not a link to anything but the web. */
    private static Component url(String value) {
        if (!value.startsWith("http://") && !value.startsWith("https://")) {
            return new Code(value);
        }
        var link = new Anchor(value, value);
        link.setTarget("_blank");
        link.getElement().setAttribute("rel", "noopener noreferrer");
        return link;
    }
}
