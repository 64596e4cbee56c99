package org.lineageca.console.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouteParameters;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.console.act.ActView;
import org.lineageca.console.act.PreviewPanel;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** Proposes a change of people: first what it means, then the proposal of exactly that. */
final class ChangeDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(ChangeDialog.class);

    private final PeopleDesk desk;
    private final Supplier<ActRequest.ChangePeople> wanted;
    private final Div meaning = new Div();
    private final Button propose = new Button(TEXTS.say("propose"), _ -> propose());
    private @Nullable Octets shown;

    /**
     * A dialog.
     *
     * @param form what has to be filled in; empty if nothing
     * @param wanted what is filled in
     */
    ChangeDialog(
            PeopleDesk desk,
            String title,
            List<Component> form,
            Supplier<ActRequest.ChangePeople> wanted) {
        this.desk = desk;
        this.wanted = wanted;
        setHeaderTitle(title);
        setWidth("44rem");
        meaning.getElement().setAttribute("aria-live", "polite");
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        propose.setEnabled(false);
        form.forEach(this::add);
        add(meaning);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()));
        if (form.isEmpty()) {
            look();
        } else {
            getFooter().add(new Button(TEXTS.say("what-it-means"), _ -> look()));
        }
        getFooter().add(propose);
    }

    private void look() {
        meaning.removeAll();
        shown = null;
        try {
            var previewed = desk.presenter().preview(desk.officers().current(), wanted.get());
            shown = previewed.plan().digest();
            meaning.add(PreviewPanel.effects(previewed.plan(), previewed.preview()));
        } catch (RefusedException e) {
            meaning.add(desk.faults().callout(e));
        }
        propose.setEnabled(shown != null);
    }

    private void propose() {
        var digest = shown;
        if (digest == null) {
            return;
        }
        try {
            var act = desk.presenter().propose(desk.officers().current(), wanted.get(), digest);
            close();
            getUI().orElseThrow()
                    .navigate(ActView.class, new RouteParameters(ActView.ID, Long.toString(act)));
        } catch (RefusedException e) {
            look();
            meaning.addComponentAsFirst(desk.faults().callout(e));
        }
    }
}
