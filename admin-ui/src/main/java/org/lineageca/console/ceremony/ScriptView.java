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
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.micronaut.context.annotation.Prototype;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.exchange.ImportPresenter;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ScriptText;
import org.lineageca.console.shell.ViewHeader;

/** The script of a ceremony, new or edited, and what it means, said while it is written. */
@Prototype
@Route(value = "ceremonies/new", layout = ConsoleLayout.class)
@RouteAlias(value = "ceremonies/:id([0-9]{1,9})/edit", layout = ConsoleLayout.class)
public final class ScriptView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ScriptView.class);

    /** The query parameter, as often as there are requests that the script is to answer. */
    public static final String REQUEST = "request";

    private static final int LARGEST = 256 * 1024;

    private final CeremoniesPresenter presenter;
    private final ImportPresenter imports;
    private final SignedInOfficer officers;
    private final ScriptText script = new ScriptText(TEXTS.say("script-yaml"), this::check);
    private final Div meaning = new Div();
    private final Button save = new Button(TEXTS.say("keep-the-ceremony"));
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
    public String getPageTitle() {
        return TEXTS.say("title.script-of-a-ceremony");
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
                        TEXTS.say("new-ceremony"), TEXTS.say("write-the-script-or-start"), save)
                : new ViewHeader(
                        TEXTS.say("edit-the-script-of-ceremony", id),
                        TEXTS.say("what-was-approved-before-is"),
                        save);
    }

    private Component sources() {
        var example = new Select<ExampleScript>();
        example.setLabel(TEXTS.say("start-from"));
        example.setItems(ExampleScript.values());
        example.setItemLabelGenerator(ExampleScript::title);
        example.setPlaceholder(TEXTS.say("an-example"));
        example.setWidth("24rem");
        example.addValueChangeListener(event -> {
            var chosen = event.getValue();
            if (chosen != null) {
                write(presenter.example(chosen));
            }
        });
        var upload =
                BoundedUpload.of(
                        TEXTS.say("take-a-file"),
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
                warn(plan.script());
                meaning.add(
                        new H2(TEXTS.say("what-it-means")),
                        new Paragraph(
                                TEXTS.say("steps-serial-numbers-are-drawn", plan.steps().size())),
                        new PlanSteps(plan.steps()));
            }
            case ScriptCheck.Wrong wrong -> {
                script.mark(wrong.line());
                save.setEnabled(false);
                meaning.add(wrong(wrong));
            }
        }
    }

    /** What is signed names its URLs for good. */
    private void warn(CeremonyScript said) {
        Stream.of(said.publisher(), said.responder())
                .filter(url -> url != null && ExampleNames.leads(url))
                .forEach(url ->
                        meaning.add(
                                new Callout(
                                        TEXTS.say("nothing-is-found-at", url),
                                        List.of(TEXTS.say("what-is-signed-names-it")),
                                        Badge.Tone.WARNING)));
    }

    private Component wrong(ScriptCheck.Wrong wrong) {
        var place =
                wrong.line() == 0
                        ? TEXTS.say("the-script-cannot-be-planned")
                        : TEXTS.say("line-column", wrong.line(), wrong.column());
        var heading = new H2(place);
        var box = new Div(heading, AsSaid.byTheCore(new Paragraph(wrong.what())));
        box.addClassNames("callout", "callout-bad");
        if (wrong.line() > 0) {
            box.add(
                    new Button(
                            TEXTS.say("go-there"), _ -> script.goTo(wrong.line(), wrong.column())));
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
            Notification.show(TEXTS.say("kept-now-it-is-reviewed"));
            getUI().orElseThrow().navigate(CeremonyView.class, CeremoniesView.parameters(kept));
        } finally {
            save.setEnabled(true);
        }
    }
}
