package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.micronaut.context.annotation.Prototype;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.exchange.ImportPresenter;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ScriptText;
import org.lineageca.console.shell.ViewHeader;

/** The script of a ceremony, new or edited, and what it means, said while it is written. */
@Prototype
@Route(value = "ceremonies/new", layout = ConsoleLayout.class)
@RouteAlias(value = "ceremonies/:id([0-9]{1,9})/edit", layout = ConsoleLayout.class)
@PageTitle("Script of a ceremony · Lineage")
public final class ScriptView extends Div implements BeforeEnterObserver {

    /** The query parameter, as often as there are requests that the script is to answer. */
    public static final String REQUEST = "request";

    private static final int LARGEST = 256 * 1024;

    private final CeremoniesPresenter presenter;
    private final ImportPresenter imports;
    private final SignedInOfficer officers;
    private final ScriptText script = new ScriptText("Script (YAML)", this::check);
    private final Div meaning = new Div();
    private final Button save = new Button("Keep the ceremony");
    private @Nullable Long id;

    ScriptView(CeremoniesPresenter presenter, ImportPresenter imports, SignedInOfficer officers) {
        this.presenter = presenter;
        this.imports = imports;
        this.officers = officers;
        addClassName("view");
        meaning.addClassName("meaning");
        // It scrolls when there is much to say; the keyboard must reach it.
        meaning.getElement().setAttribute("tabindex", "0");
        meaning.getElement().setAttribute("aria-live", "polite");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(_ -> script.read(this::save));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().getLong(CeremonyView.ID).orElse(null);
        var text =
                id == null
                        ? first(event.getLocation().getQueryParameters().getParameters(REQUEST))
                        : CeremonyView.page(presenter, officers.current(), id)
                                .ceremony()
                                .plan()
                                .script()
                                .text();
        removeAll();
        var desk = new Div(script, meaning);
        desk.addClassName("script-desk");
        add(header(), sources(), desk);
        write(text);
    }

    private String first(List<String> requests) {
        return requests.isEmpty()
                ? presenter.example(ExampleScript.FIRST_CEREMONY)
                : imports.script(officers.current(), Set.copyOf(requests));
    }

    private Component header() {
        return id == null
                ? new ViewHeader(
                        "New ceremony",
                        "Write the script, or start from an example. Nothing is done by it: it is planned, and people review the plan.",
                        save)
                : new ViewHeader(
                        "Edit the script of ceremony " + id,
                        "What was approved before is void as soon as you keep the edited one: it was another plan.",
                        save);
    }

    private Component sources() {
        var example = new Select<ExampleScript>();
        example.setLabel("Start from");
        example.setItems(ExampleScript.values());
        example.setItemLabelGenerator(ExampleScript::title);
        example.setPlaceholder("an example");
        example.setWidth("24rem");
        example.addValueChangeListener(event -> {
            var chosen = event.getValue();
            if (chosen != null) {
                write(presenter.example(chosen));
            }
        });
        var upload =
                BoundedUpload.of(
                        "Take a file…",
                        LARGEST,
                        (_, content) ->
                                write(new String(content.toArray(), StandardCharsets.UTF_8)));
        upload.setAcceptedFileExtensions(".yaml", ".yml");
        var both = new Div(example, upload);
        both.addClassName("script-sources");
        return both;
    }

    private void write(String text) {
        script.write(text);
        check(text);
    }

    private void check(String text) {
        meaning.removeAll();
        switch (presenter.check(officers.current(), text)) {
            case ScriptCheck.Planned(var plan) -> {
                script.mark(0);
                save.setEnabled(true);
                meaning.add(
                        new H2("What it means"),
                        new Paragraph(
                                plan.steps().size()
                                        + " steps. Serial numbers are drawn when you keep it; with them the digests are settled."),
                        new PlanSteps(plan.steps()));
            }
            case ScriptCheck.Wrong wrong -> {
                script.mark(wrong.line());
                save.setEnabled(false);
                meaning.add(wrong(wrong));
            }
        }
    }

    private Component wrong(ScriptCheck.Wrong wrong) {
        var place =
                wrong.line() == 0
                        ? "The script cannot be planned"
                        : "Line " + wrong.line() + ", column " + wrong.column();
        var heading = new H2(place);
        var box = new Div(heading, new Paragraph(wrong.what()));
        box.addClassNames("callout", "callout-bad");
        if (wrong.line() > 0) {
            box.add(new Button("Go there", _ -> script.goTo(wrong.line(), wrong.column())));
        }
        return box;
    }

    private void save(String text) {
        check(text);
        if (!save.isEnabled()) {
            return;
        }
        try {
            var kept = presenter.save(officers.current(), id, text);
            Notification.show("Kept. Now it is reviewed and approved.");
            getUI().orElseThrow().navigate(CeremonyView.class, CeremoniesView.parameters(kept));
        } finally {
            save.setEnabled(true);
        }
    }
}
