package org.lineageca.console.mass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import java.util.List;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;

/** What the revocation of a list would bring about, and the buttons to propose it. */
final class ProposalPanel extends Div {

    private final MassPresenter presenter;
    private final SignedInOfficer officers;
    private final long id;
    private final Runnable proposed;
    private final Div outlook = new Div();
    private final Select<RevocationReason> reason = new Select<>();

    ProposalPanel(MassPresenter presenter, SignedInOfficer officers, long id, Runnable proposed) {
        this.presenter = presenter;
        this.officers = officers;
        this.id = id;
        this.proposed = proposed;
        addClassName("list-proposal");
        outlook.addClassName("outlook");
        reason.setLabel("Reason");
        reason.setItems(
                Arrays.stream(RevocationReason.values())
                        .filter(RevocationReason::isForEndEntity)
                        .toList());
        reason.setItemLabelGenerator(RevocationReason::label);
        reason.setValue(RevocationReason.SUPERSEDED);
        reason.setHelperText("When in doubt about the keys: keyCompromise.");
        reason.addValueChangeListener(_ -> show());
        show();
        add(outlook, new H2("Propose it"), reason, actions());
    }

    private void show() {
        outlook.removeAll();
        var foreseen = presenter.outlook(officers.current(), id, reason.getValue());
        if (foreseen.isOverBudget()) {
            outlook.add(
                    new Callout(
                            "Over the budget",
                            List.of(
                                    "A CRL becomes larger than its lineage's budget. Relying parties fetch all of it; think of a roll, or of shards for new certificates."),
                            Badge.Tone.WARNING));
        }
        outlook.add(
                new H2("What it will bring about"),
                new Paragraph(
                        "%s of %s certificates change; it takes %s."
                                .formatted(
                                        Numbers.show(foreseen.outlook().toBeRevoked()),
                                        Numbers.show(foreseen.outlook().certificates()),
                                        foreseen.time())),
                table(
                        "Certificates on the list",
                        List.of("Issuer", "Generation", "Profile", "Stands", "Certificates"),
                        foreseen.shares()),
                table(
                        "CRLs that grow; the octets of their DER",
                        List.of("Issuer", "CRL", "Entries", "Size", "Then", "Size then", "Budget"),
                        foreseen.crls()));
    }

    private static Component table(String caption, List<String> heads, List<List<String>> rows) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(caption);
        var head = table.getHead().addRow();
        heads.forEach(text -> head.addHeaderCell().setText(text));
        for (var row : rows) {
            var line = table.getBody().addRow();
            row.forEach(cell -> line.addDataCell().setText(cell));
        }
        var scroller = new Div(table);
        scroller.addClassName("scroller");
        scroller.getElement().setAttribute("tabindex", "0");
        scroller.getElement().setAttribute("role", "region");
        scroller.getElement().setAttribute("aria-label", caption);
        return scroller;
    }

    private Component actions() {
        var revoke = new Button("Propose the revocation", _ -> propose(false));
        revoke.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        var drill = new Button("Propose a drill", _ -> propose(true));
        var actions = new Div(revoke, drill);
        actions.addClassName("actions");
        var note =
                new Paragraph(
                        "Another person approves exactly this list and these figures. A drill goes through every step, builds and measures the CRLs, and revokes nothing. Up to %d certificates are revoked at once, without a second person."
                                .formatted(RevokeInBatches.WITHOUT_A_SECOND_PERSON));
        note.addClassName("quiet");
        return new Div(actions, note);
    }

    private void propose(boolean isDrill) {
        var act = presenter.propose(officers.current(), id, reason.getValue(), isDrill);
        Notification.show(
                act == null
                        ? "They are revoked."
                        : "Act %d is proposed; another person approves it.".formatted(act));
        proposed.run();
    }
}
