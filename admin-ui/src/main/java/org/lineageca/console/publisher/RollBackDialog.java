package org.lineageca.console.publisher;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.PublisherOrders.Finding;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.ca.lifecycle.PublisherSilentException;
import org.lineageca.ca.lifecycle.RollBackCrl;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.publisher.PublisherCard.ScopeRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.Instants;

/** Says what going back to the CRL before would mean, or why it cannot be, and has it done. */
final class RollBackDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(RollBackDialog.class);

    private final PublishersPresenter presenter;
    private final SignedInOfficer officers;
    private final Faults faults;
    private final Published crl;
    private final Runnable done;
    private final Div refusal = new Div();

    RollBackDialog(
            PublishersPresenter presenter,
            SignedInOfficer officers,
            Faults faults,
            ScopeRow row,
            Published crl,
            Runnable done) {
        this.presenter = presenter;
        this.officers = officers;
        this.faults = faults;
        this.crl = crl;
        this.done = done;
        setHeaderTitle(
                TEXTS.say("roll-back-named", row.authority(), ScopeWords.ofPlace(row.place())));
        setWidth("40rem");
        try {
            switch (presenter.examine(officers.current(), crl)) {
                case Finding.Possible possible -> offer(row, possible);
                case Outcome.Refused refused -> refuse(refused);
            }
        } catch (PublisherSilentException e) {
            explain(
                    TEXTS.say("not-asked"),
                    List.of(TEXTS.say("nothing-was-changed", e.getMessage())));
        }
    }

    private void offer(ScopeRow row, Finding.Possible earlier) {
        var because = new TextField(TEXTS.say("what-is-wrong-with-number", crl.number()));
        because.setRequired(true);
        because.setMaxLength(RollBackCrl.LONGEST_REASON);
        because.setWidthFull();
        because.setManualValidation(true);
        because.setValueChangeMode(ValueChangeMode.LAZY);
        because.addValueChangeListener(_ -> because.setInvalid(false));
        var confirm = new Button(TEXTS.say("roll-back-to-number", earlier.to()));
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(_ -> {
            try {
                perform(because);
            } finally {
                confirm.setEnabled(true);
            }
        });
        add(
                new Paragraph(
                        TEXTS.say("number-is-withdrawn-and-never", crl.number(), earlier.to())),
                new Facts()
                        .with(
                                TEXTS.say("withdrawn"),
                                TEXTS.say(
                                        "number-of-entries",
                                        crl.number(),
                                        row.issued(),
                                        row.entries()))
                        .with(
                                TEXTS.say("served-again"),
                                TEXTS.say(
                                        "number-of-entries",
                                        earlier.to(),
                                        Instants.show(earlier.thisUpdate()),
                                        Numbers.show(earlier.entries())))
                        .with(TEXTS.say("good-until"), Instants.show(earlier.nextUpdate())),
                because,
                refusal,
                new Paragraph(TEXTS.say("the-publisher-reports-an-alarm")));
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), confirm);
    }

    private void perform(TextField because) {
        refusal.removeAll();
        if (because.isEmpty()) {
            because.setInvalid(true);
            because.setErrorMessage(TEXTS.say("say-what-is-wrong-for"));
            return;
        }
        try {
            switch (presenter.rollBack(officers.current(), crl, because.getValue())) {
                case Outcome.RolledBack(var from, var to) -> {
                    Notification.show(TEXTS.say("number-is-served-again-number", to, from));
                    close();
                    done.run();
                }
                case Outcome.Refused(var reason, var why) ->
                        refusal.add(faults.callout("%s (%s)".formatted(why, reason)));
            }
        } catch (RefusedException e) {
            refusal.add(faults.callout(e));
        } catch (PublisherSilentException e) {
            refusal.add(faults.callout(TEXTS.say("whether-it-was-rolled-back", e.getMessage())));
        }
    }

    private void refuse(Outcome.Refused refused) {
        explain(
                TEXTS.say("cannot-be-rolled-back"),
                List.of(
                        "%s (%s)".formatted(refused.why(), refused.reason()),
                        TEXTS.say("nothing-was-changed-issue-a")));
    }

    private void explain(String title, List<String> sentences) {
        add(new Callout(title, sentences, Badge.Tone.WARNING));
        getFooter().add(new Button(TEXTS.say("close"), _ -> close()));
    }
}
