package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.console.access.SignedInOfficer;

/** The last look before an approval: which plan, by its digest. */
final class ApprovePlanDialog extends Dialog {

    ApprovePlanDialog(
            CeremonyPage page,
            CeremoniesPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        setHeaderTitle("Approve the plan of ceremony " + page.row().id() + "?");
        setWidth("46rem");
        var plan = page.ceremony().plan();
        var approve = new Button("Approve this plan");
        approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        approve.setEnabled(false);
        approve.addClickListener(_ -> {
            try {
                presenter.approve(officers.current(), page.row().id(), plan.digest());
                Notification.show("You approved the plan.");
            } finally {
                // Also after a refusal: the page then shows what is on record now.
                close();
                changed.run();
            }
        });
        var compared =
                new Checkbox(
                        "I compared this digest with the one on the printed plan that I have read.");
        compared.addValueChangeListener(event -> approve.setEnabled(event.getValue()));
        add(
                new Paragraph(
                        "“"
                                + page.row().title()
                                + "”. You approve exactly the plan with this digest; whoever edits it makes your approval void."),
                new DigestBoard("SHA-256 of the plan", plan.digest()),
                compared);
        getFooter().add(new Button("Cancel", _ -> close()), approve);
    }
}
