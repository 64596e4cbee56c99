package org.lineageca.console.act;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;

/** The last look before an approval: which plan, by its digest. */
final class ApproveDialog extends Dialog {

    ApproveDialog(
            ActPage page, ActsPresenter presenter, SignedInOfficer officers, Runnable changed) {
        setHeaderTitle("Approve act " + page.act().id() + "?");
        setWidth("38rem");
        var approve = new Button("Approve this plan");
        approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        approve.setDisableOnClick(true);
        approve.addClickListener(_ -> {
            try {
                var decided =
                        presenter.approve(
                                officers.current(), page.act().id(), page.act().plan().digest());
                Notification.show(
                        decided instanceof DecidedAct.Done
                                ? "Approved and carried out."
                                : "Approved; it is carried out as soon as it can be.");
            } finally {
                // Also after a refusal: the page then shows what is on record now.
                close();
                changed.run();
            }
        });
        var preview = page.preview();
        if (preview != null && !preview.warnings().isEmpty()) {
            add(new Callout("Before you go on", preview.warnings(), Badge.Tone.WARNING));
        }
        add(
                new Paragraph(
                        page.row().title()
                                + ", proposed by "
                                + page.act().proposal().name()
                                + ". You approve exactly the plan with this digest; compare it with what the proposer reads to you."),
                PreviewPanel.digest(page.act().plan()));
        getFooter().add(new Button("Cancel", _ -> close()), approve);
    }
}
