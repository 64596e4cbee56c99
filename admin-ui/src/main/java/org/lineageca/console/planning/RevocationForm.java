package org.lineageca.console.planning;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.select.Select;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.DateEntry;

/** Why a CA is revoked, and with what. */
final class RevocationForm implements ActForm {

    private static final Texts TEXTS = Texts.of(RevocationForm.class);

    private final GenerationId generation;
    private final Select<RevocationReason> reason = new Select<>();
    private final DateTimePicker since =
            new DateTimePicker(TEXTS.say("its-key-is-suspected-since"));
    private final Checkbox withCertificates =
            new Checkbox(TEXTS.say("revoke-every-certificate-it-issued"));

    RevocationForm(Generation generation) {
        this.generation = generation.identity().id();
        reason.setLabel(TEXTS.say("reason"));
        reason.setItems(
                Arrays.stream(RevocationReason.values())
                        .filter(RevocationReason::isFinal)
                        .toList());
        reason.setItemLabelGenerator(RevocationReason::label);
        reason.setHelperText(TEXTS.say("when-in-doubt-about-the"));
        DateEntry.speak(since);
        since.setHelperText(TEXTS.say("the-invalidity-date-in-crls"));
        since.setDatePlaceholder(TEXTS.say("date"));
        since.setTimePlaceholder(TEXTS.say("time"));
        since.setDateAriaLabel(TEXTS.say("suspected-since-date"));
        since.setTimeAriaLabel(TEXTS.say("suspected-since-time-in-utc"));
    }

    @Override
    public List<Component> fields() {
        return List.of(reason, since, withCertificates);
    }

    @Override
    public Optional<ActRequest> read() {
        var entries = new Entries();
        var from = entries.read(since, local -> local.toInstant(ZoneOffset.UTC));
        var why = reason.getValue();
        reason.setInvalid(why == null);
        reason.setErrorMessage(TEXTS.say("choose-a-reason"));
        return why == null || !entries.allGood()
                ? Optional.empty()
                : Optional.of(
                        new ActRequest.RevokeCa(
                                generation, why, from, withCertificates.getValue()));
    }
}
