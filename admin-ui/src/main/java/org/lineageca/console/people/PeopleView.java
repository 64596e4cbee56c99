package org.lineageca.console.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.ViewHeader;

/** Who is registered, people and machines, with what role, and which certificates let them in. */
@Prototype
@Route(value = "people", layout = ConsoleLayout.class)
public final class PeopleView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PeopleView.class);

    PeopleView(PeoplePresenter presenter, SignedInOfficer officers, Faults faults) {
        addClassName("view");
        var desk = new PeopleDesk(presenter, officers, faults);
        var actor = officers.current();
        var mayPropose = PeoplePresenter.mayPropose(actor);
        var add = new Button(TEXTS.say("add-a-person"), _ -> desk.addPerson());
        add.setEnabled(mayPropose);
        var addMachine = new Button(TEXTS.say("add-a-machine"), _ -> desk.addMachine());
        addMachine.setEnabled(mayPropose);
        var present = new Div();
        var machines = new Div(new H2(TEXTS.say("machines")));
        var removed = new Div(new H2(TEXTS.say("removed")));
        present.addClassName("watched-programs");
        machines.addClassName("watched-programs");
        removed.addClassName("watched-programs");
        for (var person : presenter.people(actor)) {
            if (person.removedAt() == null) {
                (person.role().isHuman() ? present : machines)
                        .add(new PersonCard(person, mayPropose ? desk : null));
            } else {
                removed.add(new PersonCard(person, null));
            }
        }
        var header =
                new ViewHeader(
                        TEXTS.say("people"), TEXTS.say("who-is-registered"), addMachine, add);
        add(header, present);
        for (var group : List.of(machines, removed)) {
            if (group.getComponentCount() > 1) {
                add(group);
            }
        }
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.people");
    }
}
