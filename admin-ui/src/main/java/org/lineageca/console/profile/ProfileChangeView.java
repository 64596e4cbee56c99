package org.lineageca.console.profile;

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
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.micronaut.context.annotation.Prototype;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.act.ActView;
import org.lineageca.console.act.PreviewPanel;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ScriptText;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/** The next version of a profile, or a new one, and what it means, said while it is written. */
@Prototype
@Route(value = "profiles/new", layout = ConsoleLayout.class)
@RouteAlias(value = "profiles/:name([a-z0-9][a-z0-9-]*)/change", layout = ConsoleLayout.class)
@PageTitle("Change of a profile · Lineage")
public final class ProfileChangeView extends Div implements BeforeEnterObserver {

    private static final int LARGEST = 4 * ProfileReader.LARGEST;

    private final ProfilesPresenter presenter;
    private final SignedInOfficer officers;
    private final ScriptText document = new ScriptText("Document (YAML)", this::check);
    private final Div meaning = new Div();
    private final Button propose = new Button("Propose");
    private @Nullable Octets shown;

    ProfileChangeView(ProfilesPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        meaning.addClassName("meaning");
        // It scrolls when there is much to say; the keyboard must reach it.
        meaning.getElement().setAttribute("tabindex", "0");
        meaning.getElement().setAttribute("aria-live", "polite");
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        propose.setDisableOnClick(true);
        propose.addClickListener(_ -> document.read(this::propose));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var name = event.getRouteParameters().get(ProfileView.NAME).orElse(null);
        removeAll();
        var desk = new Div(document, meaning);
        desk.addClassName("script-desk");
        add(header(name), sources(name), desk);
        write(
                name == null
                        ? ReadyMade.TLS_SERVER.yaml()
                        : presenter.next(officers.current(), name));
    }

    private Component header(@Nullable String name) {
        return name == null
                ? new ViewHeader(
                        "New profile",
                        "Start from a ready-made document or paste one. It is in force when another officer has approved it.",
                        propose)
                : new ViewHeader(
                        "Next version of " + name,
                        "Edit the document or paste another one. It is in force when another officer has approved it; certificates issued before stay as they are.",
                        propose);
    }

    private Component sources(@Nullable String name) {
        var upload =
                BoundedUpload.of(
                        "Take a file…",
                        LARGEST,
                        (_, content) ->
                                write(new String(content.toArray(), StandardCharsets.UTF_8)));
        upload.setAcceptedFileExtensions(".yaml", ".yml");
        var sources = new Div();
        sources.addClassName("script-sources");
        if (name == null) {
            sources.add(examples());
        }
        sources.add(upload);
        return sources;
    }

    private Component examples() {
        var example = new Select<ReadyMade>();
        example.setLabel("Start from");
        example.setItems(
                Arrays.stream(ReadyMade.values())
                        .filter(document -> document.template().isRequested())
                        .toList());
        example.setItemLabelGenerator(ReadyMade::text);
        example.setPlaceholder("a ready-made document");
        example.setWidth("20rem");
        example.addValueChangeListener(event -> {
            var chosen = event.getValue();
            if (chosen != null) {
                write(chosen.yaml());
            }
        });
        return example;
    }

    private void write(String text) {
        document.write(text);
        check(text);
    }

    private void check(String text) {
        meaning.removeAll();
        switch (presenter.check(officers.current(), text)) {
            case DocumentCheck.Possible(var previewed) -> {
                document.mark(0);
                shown = previewed.plan().digest();
                propose.setEnabled(true);
                meaning.add(PreviewPanel.effects(previewed.plan(), previewed.preview()));
            }
            case DocumentCheck.Wrong wrong -> {
                document.mark(wrong.line());
                shown = null;
                propose.setEnabled(false);
                meaning.add(wrong(wrong));
            }
        }
    }

    private Component wrong(DocumentCheck.Wrong wrong) {
        var place =
                wrong.line() == 0
                        ? "It cannot be proposed"
                        : "Line " + wrong.line() + ", column " + wrong.column();
        var box = new Div(new H2(place), new Paragraph(wrong.what()));
        box.addClassNames("callout", "callout-bad");
        if (wrong.line() > 0) {
            box.add(new Button("Go there", _ -> document.goTo(wrong.line(), wrong.column())));
        }
        return box;
    }

    private void propose(String text) {
        var before = shown;
        check(text);
        var now = shown;
        if (now == null) {
            return;
        }
        if (!Objects.equals(now, before)) {
            Notification.show(
                    "The document has changed meanwhile: read what it means, then propose.");
            return;
        }
        try {
            var act = presenter.propose(officers.current(), text, now);
            Notification.show("Proposed. Another officer approves it.");
            getUI().orElseThrow()
                    .navigate(
                            ActView.class,
                            new RouteParameters(new RouteParam(ActView.ID, Long.toString(act))));
        } finally {
            propose.setEnabled(true);
        }
    }
}
