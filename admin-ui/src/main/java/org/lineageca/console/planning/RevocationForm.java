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

/** Why a CA is revoked, and with what. */
final class RevocationForm implements ActForm {

    private final GenerationId generation;
    private final Select<RevocationReason> reason = new Select<>();
    private final DateTimePicker since = new DateTimePicker("Its key is suspected since (UTC)");
    private final Checkbox withCertificates =
            new Checkbox("Revoke every certificate it issued that has not expired, too");

    RevocationForm(Generation generation) {
        this.generation = generation.identity().id();
        reason.setLabel("Reason");
        reason.setItems(
                Arrays.stream(RevocationReason.values())
                        .filter(RevocationReason::isFinal)
                        .toList());
        reason.setItemLabelGenerator(RevocationReason::label);
        reason.setHelperText("When in doubt about the key: keyCompromise.");
        since.setHelperText("The invalidity date in CRLs; empty if not known.");
        since.setDatePlaceholder("Date");
        since.setTimePlaceholder("Time");
        since.setDateAriaLabel("Suspected since, date");
        since.setTimeAriaLabel("Suspected since, time in UTC");
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
        reason.setErrorMessage("Choose a reason.");
        return why == null || !entries.allGood()
                ? Optional.empty()
                : Optional.of(
                        new ActRequest.RevokeCa(
                                generation, why, from, withCertificates.getValue()));
    }
}
