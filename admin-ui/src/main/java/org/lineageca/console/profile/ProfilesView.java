package org.lineageca.console.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.Arrays;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.lifecycle.ListProfiles;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.profile.RuleTexts;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** What may be asked for. */
@Prototype
@Route(value = "profiles", layout = ConsoleLayout.class)
public final class ProfilesView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ProfilesView.class);

    ProfilesView(ProfilesPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var actor = officers.current();
        var propose =
                new Button(
                        TEXTS.say("new-profile"),
                        VaadinIcon.PLUS.create(),
                        event ->
                                event.getSource()
                                        .getUI()
                                        .orElseThrow()
                                        .navigate(ProfileChangeView.class));
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        propose.setVisible(actor.may(Permission.DECIDE));
        add(
                new ViewHeader(
                        TEXTS.say("profiles"), TEXTS.say("each-is-a-document-that"), propose),
                grid(presenter.profiles(actor)),
                new H2(TEXTS.say("what-is-not-asked-for")),
                fixed());
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.profiles");
    }

    private static Grid<ListProfiles.InForce> grid(List<ListProfiles.InForce> profiles) {
        var grid = new Grid<ListProfiles.InForce>();
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addComponentColumn(both ->
                        new RouterLink(
                                both.profile().name(),
                                ProfileView.class,
                                parameters(both.profile().name())))
                .setHeader(TEXTS.say("profile"))
                .setWidth("12rem")
                .setFlexGrow(1);
        grid.addColumn(both -> both.profile().version())
                .setHeader(TEXTS.say("version"))
                .setWidth("6rem")
                .setFlexGrow(0);
        grid.addColumn(both -> both.profile().lineage())
                .setHeader(TEXTS.say("lineage"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addColumn(both -> RuleTexts.words(both.profile().validity()))
                .setHeader(TEXTS.say("validity"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addComponentColumn(ProfilesView::rules)
                .setHeader(TEXTS.say("main-rules"))
                .setFlexGrow(4);
        grid.addColumn(both -> Instants.show(both.version().recordedAt()))
                .setHeader(TEXTS.say("in-force-since"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.setItems(profiles);
        grid.setAllRowsVisible(true);
        grid.setEmptyStateText(TEXTS.say("no-profile-is-on-record"));
        return grid;
    }

    private static Component rules(ListProfiles.InForce both) {
        var lines = AsSaid.byTheCore(new Div());
        lines.addClassName("main-rules");
        for (var rule : RuleTexts.of(both.profile())) {
            switch (rule.field()) {
                case "alternative names", "keys", "extended key usage" -> {
                    var field = new Span(rule.field() + ": ");
                    field.addClassName("quiet");
                    lines.add(new Div(field, new Span(rule.text())));
                }
                default -> {}
            }
        }
        var extensions = both.profile().rules().extensions();
        if (extensions.noRevAvail()) {
            lines.add(new Badge("noRevAvail", Badge.Tone.QUIET));
        }
        if (extensions.mustStaple()) {
            lines.add(new Badge("must staple", Badge.Tone.QUIET));
        }
        return lines;
    }

    /** Those that only acts make: to be read. */
    private static Component fixed() {
        var list = new UnorderedList();
        list.addClassName("sentences");
        Arrays.stream(ReadyMade.values())
                .filter(document -> !document.template().isRequested())
                .forEach(document ->
                        list.add(
                                new ListItem(
                                        new RouterLink(
                                                document.text(),
                                                ReadyMadeView.class,
                                                ReadyMadeView.parameters(document)),
                                        AsSaid.byTheCore(
                                                new Span(
                                                        " " + ReadyMadeView.sentence(document))))));
        var words = new Paragraph(TEXTS.say("cas-and-ocsp-signers-get"));
        words.addClassName("quiet");
        return new Div(words, list);
    }

    static RouteParameters parameters(String name) {
        return new RouteParameters(new RouteParam(ProfileView.NAME, name));
    }
}
