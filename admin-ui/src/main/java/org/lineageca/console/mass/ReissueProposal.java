package org.lineageca.console.mass;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import java.time.ZoneOffset;
import java.util.List;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.DateEntry;

/** What the re-issue of a list would bring about, and the button to propose it. */
final class ReissueProposal extends Div {

    private static final Texts TEXTS = Texts.of(ReissueProposal.class);

    private final ReissuePresenter presenter;
    private final SignedInOfficer officers;
    private final long id;
    private final Runnable proposed;
    private final TextField reason = new TextField(TEXTS.say("why-they-are-re-issued"));
    private final DatePicker deadline = new DatePicker(TEXTS.say("until-when-the-old-ones"));

    ReissueProposal(
            ReissuePresenter presenter, SignedInOfficer officers, long id, Runnable proposed) {
        this.presenter = presenter;
        this.officers = officers;
        this.id = id;
        this.proposed = proposed;
        addClassName("list-proposal");
        reason.setRequired(true);
        reason.setMaxLength(200);
        reason.setWidthFull();
        DateEntry.speak(deadline);
        deadline.setHelperText(TEXTS.say("subscribers-are-told-this-date"));
        add(new Paragraph(TEXTS.say("before-they-are-revoked-certificates")));
        show();
    }

    private void show() {
        try {
            for (var sentence : presenter.outlook(officers.current(), id).inWords()) {
                add(new Paragraph(sentence));
            }
        } catch (RefusedException e) {
            add(
                    new Callout(
                            TEXTS.say("nothing-can-be-re-issued"),
                            List.of(String.valueOf(e.getMessage())),
                            Badge.Tone.WARNING));
            return;
        }
        var propose = new Button(TEXTS.say("propose-the-re-issue"), _ -> propose());
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var actions = new Div(propose);
        actions.addClassName("actions");
        add(reason, deadline, actions);
    }

    private void propose() {
        var day = deadline.getValue();
        var act =
                presenter.propose(
                        officers.current(),
                        id,
                        reason.getValue(),
                        day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant());
        Notification.show(TEXTS.say("act-is-proposed-another-person", act));
        proposed.run();
    }
}
