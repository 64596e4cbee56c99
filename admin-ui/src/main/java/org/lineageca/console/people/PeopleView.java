package org.lineageca.console.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.ViewHeader;

/** Who is registered, with what role, and which certificates let them in. */
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
        var present = new Div();
        var removed = new Div(new H2(TEXTS.say("removed")));
        present.addClassName("watched-programs");
        removed.addClassName("watched-programs");
        for (var person : presenter.people(actor)) {
            if (person.removedAt() == null) {
                present.add(new PersonCard(person, mayPropose ? desk : null));
            } else {
                removed.add(new PersonCard(person, null));
            }
        }
        add(new ViewHeader(TEXTS.say("people"), TEXTS.say("who-is-registered"), add), present);
        if (removed.getComponentCount() > 1) {
            add(removed);
        }
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.people");
    }
}
