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
import com.vaadin.flow.router.HasDynamicTitle;
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
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ScriptText;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/** The next version of a profile, or a new one, and what it means, said while it is written. */
@Prototype
@Route(value = "profiles/new", layout = ConsoleLayout.class)
@RouteAlias(value = "profiles/:name([a-z0-9][a-z0-9-]*)/change", layout = ConsoleLayout.class)
public final class ProfileChangeView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ProfileChangeView.class);

    private static final int LARGEST = 4 * ProfileReader.LARGEST;

    private final ProfilesPresenter presenter;
    private final SignedInOfficer officers;
    private final ScriptText document = new ScriptText(TEXTS.say("document-yaml"), this::check);
    private final Div meaning = new Div();
    private final Button propose = new Button(TEXTS.say("propose"));
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
    public String getPageTitle() {
        return TEXTS.say("title.change-of-a-profile");
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
                        TEXTS.say("new-profile"), TEXTS.say("start-from-a-ready-made"), propose)
                : new ViewHeader(
                        TEXTS.say("next-version-of", name),
                        TEXTS.say("edit-the-document-or-paste"),
                        propose);
    }

    private Component sources(@Nullable String name) {
        var upload =
                BoundedUpload.of(
                        TEXTS.say("take-a-file"),
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
        example.setLabel(TEXTS.say("start-from"));
        example.setItems(
                Arrays.stream(ReadyMade.values())
                        .filter(document -> document.template().isRequested())
                        .toList());
        example.setItemLabelGenerator(ReadyMade::text);
        example.setPlaceholder(TEXTS.say("a-ready-made-document"));
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
                        ? TEXTS.say("it-cannot-be-proposed")
                        : TEXTS.say("line-column", wrong.line(), wrong.column());
        var box = new Div(new H2(place), AsSaid.byTheCore(new Paragraph(wrong.what())));
        box.addClassNames("callout", "callout-bad");
        if (wrong.line() > 0) {
            box.add(
                    new Button(
                            TEXTS.say("go-there"),
                            _ -> document.goTo(wrong.line(), wrong.column())));
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
            Notification.show(TEXTS.say("the-document-has-changed-meanwhile"));
            return;
        }
        try {
            var act = presenter.propose(officers.current(), text, now);
            Notification.show(TEXTS.say("proposed-another-officer-approves-it"));
            getUI().orElseThrow()
                    .navigate(
                            ActView.class,
                            new RouteParameters(new RouteParam(ActView.ID, Long.toString(act))));
        } finally {
            propose.setEnabled(true);
        }
    }
}
