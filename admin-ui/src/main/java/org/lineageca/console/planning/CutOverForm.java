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

/** When issuing passes to a staged generation. */
final class CutOverForm implements ActForm {

    private final GenerationId to;
    private final DateTimePicker notBefore = new DateTimePicker("Not before (UTC)");
    private final Checkbox whenNeeded =
            new Checkbox(
                    "Also before that, as soon as a certificate would outlive the present authority");

    CutOverForm(Generation to) {
        this.to = to.identity().id();
        notBefore.setHelperText("Empty for at once, when the second person has approved.");
        notBefore.setDatePlaceholder("Date");
        notBefore.setTimePlaceholder("Time");
        notBefore.setDateAriaLabel("Not before, date");
        notBefore.setTimeAriaLabel("Not before, time in UTC");
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
