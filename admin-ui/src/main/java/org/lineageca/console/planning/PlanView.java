package org.lineageca.console.planning;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.act.ActView;
import org.lineageca.console.act.PreviewPanel;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.ViewHeader;

/** Planning an act in three steps; the URL may name the generation's label. */
@Prototype
@Route(value = "acts/plan", layout = ConsoleLayout.class)
public final class PlanView extends Div implements HasUrlParameter<String>, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PlanView.class);

    private final PlanPresenter presenter;
    private final SignedInOfficer officers;
    private final Faults faults;
    private final Div page = new Div();

    PlanView(PlanPresenter presenter, SignedInOfficer officers, Faults faults) {
        this.presenter = presenter;
        this.officers = officers;
        this.faults = faults;
        addClassName("view");
        page.addClassName("plan-page");
        add(
                new ViewHeader(TEXTS.say("plan-an-act"), TEXTS.say("nothing-is-done-by-planning")),
                page);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.plan-an-act");
    }

    @Override
    public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String label) {
        var generations = presenter.generations(officers.current());
        Generation chosen = null;
        if (label != null) {
            chosen =
                    generations.stream()
                            .filter(generation -> generation.identity().id().label().equals(label))
                            .findFirst()
                            .orElseThrow(() ->
                                    new NotFoundException(
                                            TEXTS.say("nothing-can-be-planned-for", label)));
        }
        choose(new ChooseStep(generations, chosen));
    }

    private void choose(ChooseStep step) {
        var next = primary(TEXTS.say("next"));
        next.addClickListener(_ -> {
            var generation = step.generation();
            if (generation != null) {
                settle(step, generation, step.kind());
            }
        });
        show(0, steps().getFirst(), List.of(step), next);
    }

    private static List<String> steps() {
        return List.of(
                TEXTS.say("choose-the-act"),
                TEXTS.say("settle-the-details"),
                TEXTS.say("read-and-propose"));
    }

    private void settle(ChooseStep before, Generation generation, ActKind kind) {
        var usual = presenter.preview(officers.current(), kind.usual(generation));
        var act = usual instanceof Attempt.Possible(var previewed) ? previewed.plan().act() : null;
        var form =
                ActForm.of(
                        kind,
                        generation,
                        act,
                        presenter.certifiers(officers.current(), generation));
        if (form.isEmpty()) {
            preview(kind.usual(generation), title(kind, generation), () -> choose(before));
            return;
        }
        var body = new Div();
        body.addClassName("step");
        switch (usual) {
            case Attempt.Possible(var previewed) when kind == ActKind.REKEY ->
                    body.add(
                            new Callout(
                                    TEXTS.say("before-you-go-on"),
                                    previewed.preview().warnings(),
                                    Badge.Tone.WARNING));
            case Attempt.Possible _ -> {}
            case Attempt.Impossible(var why) ->
                    body.add(
                            new Callout(
                                    TEXTS.say("not-possible-with-the-defaults"),
                                    List.of(why),
                                    Badge.Tone.WARNING));
        }
        form.get().fields().forEach(body::add);
        settle(before, title(kind, generation), form.get(), body);
    }

    private void settle(ChooseStep before, String title, ActForm form, Div body) {
        var next = primary(TEXTS.say("preview"));
        next.addClickListener(_ ->
                form.read()
                        .ifPresent(request ->
                                preview(request, title, () -> settle(before, title, form, body))));
        show(1, title, List.of(body), new Button(TEXTS.say("back"), _ -> choose(before)), next);
    }

    private void preview(ActRequest request, String title, Runnable back) {
        var backwards = new Button(TEXTS.say("back"), _ -> back.run());
        switch (presenter.preview(officers.current(), request)) {
            case Attempt.Impossible(var why) ->
                    show(2, title, List.of(faults.callout(why)), backwards);
            case Attempt.Possible(var previewed) -> {
                var propose = primary(TEXTS.say("propose"));
                propose.setDisableOnClick(true);
                propose.addClickListener(_ -> {
                    try {
                        var id =
                                presenter.propose(
                                        officers.current(), request, previewed.plan().digest());
                        getUI().orElseThrow()
                                .navigate(
                                        ActView.class,
                                        new RouteParameters(ActView.ID, Long.toString(id)))
                                .ifPresent(ActView::scrollIntoView);
                    } finally {
                        propose.setEnabled(true);
                    }
                });
                show(
                        2,
                        title,
                        List.of(new PreviewPanel(previewed.plan(), previewed.preview())),
                        backwards,
                        propose);
            }
        }
    }

    private void show(int step, String title, List<Component> body, Button... buttons) {
        page.removeAll();
        var heading = new H2(title);
        heading.getElement().setAttribute("tabindex", "-1");
        var actions = new Div(buttons);
        actions.addClassName("actions");
        page.add(steps(step), heading);
        page.add(body);
        page.add(actions);
        if (step > 0) {
            // Who cannot see the page change is taken to where it begins.
            heading.getElement().executeJs("this.focus()");
        }
    }

    private static OrderedList steps(int current) {
        var list = new OrderedList();
        list.addClassName("steps");
        for (var i = 0; i < steps().size(); i++) {
            var item = new ListItem(steps().get(i));
            item.setClassName("passed", i < current);
            if (i == current) {
                item.getElement().setAttribute("aria-current", "step");
            }
            list.add(item);
        }
        return list;
    }

    private static Button primary(String text) {
        var button = new Button(text);
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private static String title(ActKind kind, Generation generation) {
        return kind.title() + ": " + generation.identity().name().commonName();
    }
}
