package org.lineageca.console.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.TrustedRoleWords;
import org.lineageca.octets.Octets;

/** Opens the dialogs by which changes of people are proposed. */
record PeopleDesk(PeoplePresenter presenter, SignedInOfficer officers, Faults faults) {

    private static final Texts TEXTS = Texts.of(PeopleDesk.class);

    void addPerson() {
        var name = new TextField(TEXTS.say("name"));
        name.setWidthFull();
        name.setHelperText(TEXTS.say("it-stands-under-all-they-do"));
        var role = roles(List.of(TrustedRole.values()));
        var certificate = certificate(TEXTS.say("one-of-ours"));
        open(
                TEXTS.say("a-new-person"),
                List.of(name, role, certificate),
                () -> admit(name, role.getValue(), certificate));
    }

    void addMachine() {
        var name = new TextField(TEXTS.say("name"));
        name.setWidthFull();
        name.setHelperText(TEXTS.say("it-stands-under-all-it-does"));
        var certificate = certificate(TEXTS.say("one-of-ours-for-a-machine"));
        open(
                TEXTS.say("a-new-machine"),
                List.of(name, certificate),
                () -> admit(name, TrustedRole.Machine, certificate));
    }

    private static ActRequest.ChangePeople admit(
            TextField name, TrustedRole role, TextArea certificate) {
        return new ActRequest.ChangePeople(
                name.getValue().strip(),
                new PersonChange.Admit(role, PeoplePresenter.fingerprint(certificate.getValue())));
    }

    void giveRole(RegisteredPerson person) {
        var role =
                roles(
                        Arrays.stream(TrustedRole.values())
                                .filter(each -> each != person.role())
                                .toList());
        open(
                TEXTS.say("another-role-for", person.name()),
                List.of(role),
                () ->
                        new ActRequest.ChangePeople(
                                person.name(),
                                new PersonChange.GiveRole(person.role(), role.getValue())));
    }

    void addCertificate(RegisteredPerson person) {
        var certificate =
                certificate(
                        person.role().isHuman()
                                ? TEXTS.say("one-of-ours")
                                : TEXTS.say("one-of-ours-for-a-machine"));
        open(
                TEXTS.say("another-certificate-for", person.name()),
                List.of(certificate),
                () ->
                        new ActRequest.ChangePeople(
                                person.name(),
                                new PersonChange.AddCertificate(
                                        PeoplePresenter.fingerprint(certificate.getValue()))));
    }

    void removeCertificate(RegisteredPerson person, Octets sha256) {
        var change =
                new ActRequest.ChangePeople(
                        person.name(), new PersonChange.RemoveCertificate(sha256));
        open(TEXTS.say("remove-a-certificate-of", person.name()), List.of(), () -> change);
    }

    void remove(RegisteredPerson person) {
        var change = new ActRequest.ChangePeople(person.name(), new PersonChange.Remove());
        open(TEXTS.say("remove-person", person.name()), List.of(), () -> change);
    }

    private void open(
            String title, List<Component> form, Supplier<ActRequest.ChangePeople> wanted) {
        new ChangeDialog(this, title, form, wanted).open();
    }

    private static Select<TrustedRole> roles(List<TrustedRole> roles) {
        var offered = roles.stream().filter(TrustedRole::isHuman).toList();
        var select = new Select<TrustedRole>();
        select.setLabel(TEXTS.say("role"));
        select.setItemLabelGenerator(TrustedRoleWords::of);
        select.setItems(offered);
        select.setValue(offered.getFirst());
        return select;
    }

    private static TextArea certificate(String help) {
        var certificate = new TextArea(TEXTS.say("certificate-pem-or-sha-256"));
        certificate.setHelperText(help);
        certificate.setWidthFull();
        certificate.setMaxRows(8);
        certificate.addClassName("pem");
        return certificate;
    }
}
