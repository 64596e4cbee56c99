package org.lineageca.console.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.ProfileStore.Version;
import org.lineageca.ca.profile.RuleTexts;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.act.ActView;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** One profile: its rules, its document, its versions and what each changed. */
@Prototype
@Route(value = "profiles/:name([a-z0-9][a-z0-9-]*)", layout = ConsoleLayout.class)
public final class ProfileView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ProfileView.class);

    /** The route parameter: the profile's name. */
    public static final String NAME = "name";

    /** The query parameter: the version whose document is shown. */
    private static final String VERSION = "version";

    private static final Pattern ACT = Pattern.compile("act ([0-9]{1,9})");
    private static final int SHOWN_OCTETS = 8;

    private final ProfilesPresenter presenter;
    private final SignedInOfficer officers;

    ProfileView(ProfilesPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.profile");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var name = event.getRouteParameters().get(NAME).orElseThrow();
        var version =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter(VERSION)
                        .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                        .map(Integer::valueOf)
                        .orElse(null);
        show(presenter.page(officers.current(), name, version));
    }

    private void show(ProfilePage page) {
        removeAll();
        var shown = page.shown();
        add(
                new ViewHeader(
                        page.profile().name(),
                        TEXTS.say("version-is-in-force-certificates", page.profile().version()),
                        change(page)),
                new H2(TEXTS.say("rules-in-force")),
                rules(page),
                new H2(TEXTS.say("versions")),
                versions(page),
                title(page));
        var before = page.before().orElse(null);
        if (before != null) {
            add(
                    new DifferenceSheet(
                            TEXTS.say("what-version-changed", shown.version()),
                            before.yaml(),
                            shown.yaml()),
                    new H2(TEXTS.say("the-whole-document")));
        }
        add(
                new DocumentSheet(
                        TEXTS.say(
                                "document-of-version-of-profile", shown.version(), shown.profile()),
                        shown.yaml()));
    }

    private static Component title(ProfilePage page) {
        var shown = page.shown().version();
        return new H2(
                page.before()
                        .map(before ->
                                TEXTS.say(
                                        "what-version-changed-beside-version",
                                        shown,
                                        before.version()))
                        .orElse(TEXTS.say("document-of-version", shown)));
    }

    private static Button change(ProfilePage page) {
        var button =
                new Button(
                        TEXTS.say("propose-a-change"),
                        event ->
                                event.getSource()
                                        .getUI()
                                        .orElseThrow()
                                        .navigate(
                                                ProfileChangeView.class,
                                                new RouteParameters(
                                                        new RouteParam(
                                                                NAME, page.profile().name()))));
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        button.setVisible(page.mayPropose());
        return button;
    }

    private static Facts rules(ProfilePage page) {
        var facts = new Facts();
        RuleTexts.of(page.profile()).forEach(rule -> facts.with(rule.field(), rule.text()));
        return facts;
    }

    private static Grid<Version> versions(ProfilePage page) {
        var grid = new Grid<Version>();
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addComponentColumn(version -> link(page, version))
                .setHeader(TEXTS.say("version"))
                .setWidth("14rem")
                .setFlexGrow(0);
        grid.addColumn(version -> Instants.show(version.recordedAt()))
                .setHeader(TEXTS.say("since"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addComponentColumn(version -> by(version.recordedBy()))
                .setHeader(TEXTS.say("brought-in-by"))
                .setFlexGrow(1);
        grid.addComponentColumn(
                        version -> new Code(version.sha256().first(SHOWN_OCTETS).toHex() + "…"))
                .setHeader(TEXTS.say("sha-256-of-the-document"))
                .setFlexGrow(1);
        grid.setItems(List.copyOf(page.versions()));
        grid.setAllRowsVisible(true);
        return grid;
    }

    private static Component link(ProfilePage page, Version version) {
        var link =
                new RouterLink(
                        TEXTS.say("version-numbered", version.version()),
                        ProfileView.class,
                        ProfilesView.parameters(version.profile()));
        link.setQueryParameters(QueryParameters.of(VERSION, Integer.toString(version.version())));
        if (version.version() == page.shown().version()) {
            link.getElement().setAttribute("aria-current", "true");
        }
        var both = new Span(link);
        if (page.isInForce(version)) {
            both.add(new Badge(TEXTS.say("in-force"), Badge.Tone.GOOD));
        }
        return both;
    }

    private static Component by(@Nullable String name) {
        var act = ACT.matcher(String.valueOf(name));
        return act.matches()
                ? new RouterLink(
                        TEXTS.say("act", act.group(1)),
                        ActView.class,
                        new RouteParameters(new RouteParam(ActView.ID, act.group(1))))
                : new Span(name);
    }
}
