package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;

/** The last look before an approval: which plan, by its digest. */
final class ApprovePlanDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(ApprovePlanDialog.class);

    ApprovePlanDialog(
            CeremonyPage page,
            CeremoniesPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        setHeaderTitle(TEXTS.say("approve-the-plan-of-ceremony", page.row().id()));
        setWidth("46rem");
        var plan = page.ceremony().plan();
        var approve = new Button(TEXTS.say("approve-this-plan"));
        approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        approve.setEnabled(false);
        approve.addClickListener(_ -> {
            try {
                presenter.approve(officers.current(), page.row().id(), plan.digest());
                Notification.show(TEXTS.say("you-approved-the-plan"));
            } finally {
                // Also after a refusal: the page then shows what is on record now.
                close();
                changed.run();
            }
        });
        var compared = new Checkbox(TEXTS.say("i-compared-this-digest-with"));
        compared.addValueChangeListener(event -> approve.setEnabled(event.getValue()));
        add(
                new Paragraph(TEXTS.say("you-approve-exactly-the-plan", page.row().title())),
                new DigestBoard(TEXTS.say("sha-256-of-the-plan"), plan.digest()),
                compared);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), approve);
    }
}
