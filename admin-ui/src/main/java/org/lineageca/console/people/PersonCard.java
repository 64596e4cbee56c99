package org.lineageca.console.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ScrolledTable;
import org.lineageca.console.shell.TrustedRoleWords;

/** One person: the role, and how each certificate stands. */
final class PersonCard extends Section {

    private static final Texts TEXTS = Texts.of(PersonCard.class);

    /**
     * A card.
     *
     * @param desk where changes are proposed; null if none can be
     */
    PersonCard(RegisteredPerson person, @Nullable PeopleDesk desk) {
        addClassNames("watched", "person");
        var role = new Badge(TrustedRoleWords.of(person.role()), Badge.Tone.QUIET);
        var head = new Div(new H2(person.name()), role);
        head.addClassName("watched-head");
        add(head, certificates(person, desk));
        if (desk != null) {
            var actions = new Div();
            if (person.role().isHuman()) {
                actions.add(
                        button(
                                TEXTS.say("another-role"),
                                TEXTS.say("another-role-for", person.name()),
                                () -> desk.giveRole(person)));
            }
            actions.add(
                    button(
                            TEXTS.say("another-certificate"),
                            TEXTS.say("another-certificate-for", person.name()),
                            () -> desk.addCertificate(person)),
                    button(
                            TEXTS.say("remove"),
                            TEXTS.say("remove-person", person.name()),
                            () -> desk.remove(person)));
            actions.addClassName("actions");
            add(actions);
        }
    }

    /** Its label tells it from the same button of another person. */
    private static Button button(String text, String label, Runnable pressed) {
        var button = new Button(text, _ -> pressed.run());
        button.setAriaLabel(label);
        return button;
    }

    private static Component certificates(RegisteredPerson person, @Nullable PeopleDesk desk) {
        var caption = TEXTS.say("certificates-of", person.name());
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(caption);
        var heads =
                new ArrayList<>(
                        List.of(
                                TEXTS.say("sha-256"),
                                TEXTS.say("valid-until"),
                                TEXTS.say("lets-in")));
        if (desk != null) {
            heads.add(TEXTS.say("action"));
        }
        var head = table.getHead().addRow();
        heads.forEach(text -> head.addHeaderCell().setText(text));
        for (var certificate : person.certificates()) {
            var row = table.getBody().addRow();
            row.addDataCell().add(new Code(certificate.sha256().grouped()));
            row.addDataCell().setText(Instants.show(certificate.notAfter()));
            row.addDataCell().add(standing(certificate.standing()));
            if (desk != null) {
                var cell = row.addDataCell();
                if (!(certificate.standing() instanceof Admission.CertificateRemoved)) {
                    cell.add(
                            button(
                                    TEXTS.say("remove"),
                                    TEXTS.say("remove-a-certificate-of", person.name()),
                                    () -> desk.removeCertificate(person, certificate.sha256())));
                }
            }
        }
        return new ScrolledTable(table, caption);
    }

    private static Component standing(Admission standing) {
        return switch (standing) {
            case Admission.Admitted(_, var isPinned) ->
                    isPinned
                            ? told(TEXTS.say("yes"), TEXTS.say("trusted-for-its-fingerprint"))
                            : new Badge(TEXTS.say("yes"), Badge.Tone.GOOD);
            case Admission.Expired(_, var at) -> no(TEXTS.say("expired", Instants.show(at)));
            case Admission.NotYetValid(_, var from) ->
                    no(TEXTS.say("not-yet-valid", Instants.show(from)));
            case Admission.OnHold(_, var since) -> no(TEXTS.say("on-hold", Instants.show(since)));
            case Admission.Revoked(_, var at, var reason) ->
                    no(TEXTS.say("revoked", Instants.show(at), reason.label()));
            case Admission.IssuerRevoked(_, var issuer, var at) ->
                    no(TEXTS.say("issuer-revoked", issuer, Instants.show(at)));
            case Admission.CertificateRemoved(_, var at) ->
                    no(TEXTS.say("certificate-removed", Instants.show(at)));
            case Admission.PersonRemoved(_, var at) ->
                    no(TEXTS.say("person-removed", Instants.show(at)));
            case Admission.NobodysCertificate _, Admission.StatusUnavailable _ ->
                    no(TEXTS.say("not-known"));
        };
    }

    private static Component no(String why) {
        return told(TEXTS.say("no"), why);
    }

    /** What somebody should look at. */
    private static Component told(String word, String why) {
        var reason = new Span(why);
        reason.addClassName("quiet");
        return new Div(new Badge(word, Badge.Tone.WARNING), reason);
    }
}
