package org.lineageca.console.planning;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.DateEntry;

/** When issuing passes to a staged generation. */
final class CutOverForm implements ActForm {

    private static final Texts TEXTS = Texts.of(CutOverForm.class);

    private final GenerationId to;
    private final DateTimePicker notBefore = new DateTimePicker(TEXTS.say("not-before-utc"));
    private final Checkbox whenNeeded = new Checkbox(TEXTS.say("also-before-that-as-soon"));

    CutOverForm(Generation to) {
        this.to = to.identity().id();
        DateEntry.speak(notBefore);
        notBefore.setHelperText(TEXTS.say("empty-for-at-once-when"));
        notBefore.setDatePlaceholder(TEXTS.say("date"));
        notBefore.setTimePlaceholder(TEXTS.say("time"));
        notBefore.setDateAriaLabel(TEXTS.say("not-before-date"));
        notBefore.setTimeAriaLabel(TEXTS.say("not-before-time-in-utc"));
    }

    @Override
    public List<Component> fields() {
        return List.of(notBefore, whenNeeded);
    }

    @Override
    public Optional<ActRequest> read() {
        var entries = new Entries();
        var moment = entries.read(notBefore, local -> local.toInstant(ZoneOffset.UTC));
        return Optional.of(new ActRequest.CutOver(to, moment, whenNeeded.getValue()));
    }
}
