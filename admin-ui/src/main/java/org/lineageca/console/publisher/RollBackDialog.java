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
import org.lineageca.console.publisher.PublisherCard.ScopeRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;

/** Says what going back to the CRL before would mean, or why it cannot be, and has it done. */
final class RollBackDialog extends Dialog {

    private final PublishersPresenter presenter;
    private final SignedInOfficer officers;
    private final Published crl;
    private final Runnable done;
    private final Div refusal = new Div();

    RollBackDialog(
            PublishersPresenter presenter,
            SignedInOfficer officers,
            ScopeRow row,
            Published crl,
            Runnable done) {
        this.presenter = presenter;
        this.officers = officers;
        this.crl = crl;
        this.done = done;
        setHeaderTitle(
                "Roll back %s: %s".formatted(row.authority(), ScopeWords.ofPlace(row.place())));
        setWidth("40rem");
        try {
            switch (presenter.examine(officers.current(), crl)) {
                case Finding.Possible possible -> offer(row, possible);
                case Outcome.Refused refused -> refuse(refused);
            }
        } catch (PublisherSilentException e) {
            explain("Not asked", List.of(e.getMessage() + " Nothing was changed."));
        }
    }

    private void offer(ScopeRow row, Finding.Possible earlier) {
        var because = new TextField("What is wrong with number %d?".formatted(crl.number()));
        because.setRequired(true);
        because.setMaxLength(RollBackCrl.LONGEST_REASON);
        because.setWidthFull();
        because.setManualValidation(true);
        because.setValueChangeMode(ValueChangeMode.LAZY);
        because.addValueChangeListener(_ -> because.setInvalid(false));
        var confirm = new Button("Roll back to number %d".formatted(earlier.to()));
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
                        "Number %d is withdrawn and never published again. Number %d is served in its place, at once and without a gap. The guard compared them: no revocation is taken back."
                                .formatted(crl.number(), earlier.to())),
                new Facts()
                        .with(
                                "Withdrawn",
                                "number %d of %s, %s entries"
                                        .formatted(crl.number(), row.issued(), row.entries()))
                        .with(
                                "Served again",
                                "number %d of %s, %,d entries"
                                        .formatted(
                                                earlier.to(),
                                                Instants.show(earlier.thisUpdate()),
                                                earlier.entries()))
                        .with("Good until", Instants.show(earlier.nextUpdate())),
                because,
                refusal,
                new Paragraph(
                        "The publisher reports an alarm until a CRL with a higher number is issued. Issue it when what was wrong is put right."));
        getFooter().add(new Button("Cancel", _ -> close()), confirm);
    }

    private void perform(TextField because) {
        refusal.removeAll();
        if (because.isEmpty()) {
            because.setInvalid(true);
            because.setErrorMessage("Say what is wrong, for the audit trail");
            return;
        }
        try {
            switch (presenter.rollBack(officers.current(), crl, because.getValue())) {
                case Outcome.RolledBack(var from, var to) -> {
                    Notification.show(
                            "Number %d is served again. Number %d is withdrawn."
                                    .formatted(to, from));
                    close();
                    done.run();
                }
                case Outcome.Refused(var reason, var why) ->
                        refusal.add(Callout.refusal("%s (%s)".formatted(why, reason)));
            }
        } catch (RefusedException e) {
            refusal.add(Callout.refusal(String.valueOf(e.getMessage())));
        } catch (PublisherSilentException e) {
            refusal.add(
                    Callout.refusal(
                            e.getMessage()
                                    + " Whether it was rolled back is not known: see which number this page shows."));
        }
    }

    private void refuse(Outcome.Refused refused) {
        explain(
                "Cannot be rolled back",
                List.of(
                        "%s (%s)".formatted(refused.why(), refused.reason()),
                        "Nothing was changed. Issue a new CRL instead: its number is higher, and it replaces this one."));
    }

    private void explain(String title, List<String> sentences) {
        add(new Callout(title, sentences, Badge.Tone.WARNING));
        getFooter().add(new Button("Close", _ -> close()));
    }
}
