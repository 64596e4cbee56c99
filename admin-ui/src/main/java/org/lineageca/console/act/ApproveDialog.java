package org.lineageca.console.act;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;

/** The last look before an approval: which plan, by its digest. */
final class ApproveDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(ApproveDialog.class);

    ApproveDialog(
            ActPage page, ActsPresenter presenter, SignedInOfficer officers, Runnable changed) {
        setHeaderTitle(TEXTS.say("approve-act", page.act().id()));
        setWidth("38rem");
        var approve = new Button(TEXTS.say("approve-this-plan"));
        approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        approve.setDisableOnClick(true);
        approve.addClickListener(_ -> {
            try {
                var decided =
                        presenter.approve(
                                officers.current(), page.act().id(), page.act().plan().digest());
                Notification.show(
                        decided instanceof DecidedAct.Done
                                ? TEXTS.say("approved-and-carried-out")
                                : TEXTS.say("approved-it-is-carried-out"));
            } finally {
                // Also after a refusal: the page then shows what is on record now.
                close();
                changed.run();
            }
        });
        var preview = page.preview();
        if (preview != null && !preview.warnings().isEmpty()) {
            add(new Callout(TEXTS.say("before-you-go-on"), preview.warnings(), Badge.Tone.WARNING));
        }
        add(
                new Paragraph(
                        TEXTS.say(
                                "proposed-by-you-approve-exactly",
                                page.row().title(),
                                page.act().proposal().name())),
                PreviewPanel.digest(page.act().plan()));
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), approve);
    }
}
