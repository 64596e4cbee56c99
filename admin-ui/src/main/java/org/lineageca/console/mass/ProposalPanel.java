package org.lineageca.console.mass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import java.util.List;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ScrolledTable;

/** What the revocation of a list would bring about, and the buttons to propose it. */
final class ProposalPanel extends Div {

    private static final Texts TEXTS = Texts.of(ProposalPanel.class);

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
        reason.setLabel(TEXTS.say("reason"));
        reason.setItems(
                Arrays.stream(RevocationReason.values())
                        .filter(RevocationReason::isForEndEntity)
                        .toList());
        reason.setItemLabelGenerator(RevocationReason::label);
        reason.setValue(RevocationReason.SUPERSEDED);
        reason.setHelperText(TEXTS.say("when-in-doubt-about-the"));
        reason.addValueChangeListener(_ -> show());
        show();
        add(outlook, new H2(TEXTS.say("propose-it")), reason, actions());
    }

    private void show() {
        outlook.removeAll();
        var foreseen = presenter.outlook(officers.current(), id, reason.getValue());
        if (foreseen.isOverBudget()) {
            outlook.add(
                    new Callout(
                            TEXTS.say("over-the-budget"),
                            List.of(TEXTS.say("a-crl-becomes-larger-than")),
                            Badge.Tone.WARNING));
        }
        outlook.add(
                new H2(TEXTS.say("what-it-will-bring-about")),
                new Paragraph(
                        TEXTS.say(
                                "of-certificates-change-it-takes",
                                Numbers.show(foreseen.outlook().toBeRevoked()),
                                Numbers.show(foreseen.outlook().certificates()),
                                foreseen.time())),
                table(
                        TEXTS.say("certificates-on-the-list"),
                        List.of(
                                TEXTS.say("issuer"),
                                TEXTS.say("column-generation"),
                                TEXTS.say("profile"),
                                TEXTS.say("stands"),
                                TEXTS.say("certificates")),
                        foreseen.shares()),
                table(
                        TEXTS.say("crls-that-grow-the-octets"),
                        List.of(
                                TEXTS.say("issuer"),
                                TEXTS.say("crl"),
                                TEXTS.say("entries"),
                                TEXTS.say("size"),
                                TEXTS.say("then"),
                                TEXTS.say("size-then"),
                                TEXTS.say("budget")),
                        foreseen.crls()));
    }

    private static Component table(String caption, List<String> heads, List<List<String>> rows) {
        return ScrolledTable.ofTexts(caption, caption, heads, rows);
    }

    private Component actions() {
        var revoke = new Button(TEXTS.say("propose-the-revocation"), _ -> propose(false));
        revoke.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        var drill = new Button(TEXTS.say("propose-a-drill"), _ -> propose(true));
        var actions = new Div(revoke, drill);
        actions.addClassName("actions");
        var note =
                new Paragraph(
                        TEXTS.say(
                                "another-person-approves-exactly-this",
                                RevokeInBatches.WITHOUT_A_SECOND_PERSON));
        note.addClassName("quiet");
        return new Div(actions, note);
    }

    private void propose(boolean isDrill) {
        var act = presenter.propose(officers.current(), id, reason.getValue(), isDrill);
        Notification.show(
                act == null
                        ? TEXTS.say("they-are-revoked")
                        : TEXTS.say("act-is-proposed-another-person", act));
        proposed.run();
    }
}
