package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.ViewHeader;

/** All ceremonies, the newest first. It follows what the others do. */
@Prototype
@Route(value = "ceremonies", layout = ConsoleLayout.class)
public final class CeremoniesView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(CeremoniesView.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final transient CeremoniesPresenter presenter;
    private final transient SignedInOfficer officers;
    private final Grid<CeremonyRow> grid = grid();
    private transient List<CeremonyRow> shown = List.of();

    CeremoniesView(CeremoniesPresenter presenter, SignedInOfficer officers, LookAgain lookAgain) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        var actor = officers.current();
        var draft =
                new Button(
                        TEXTS.say("new-ceremony"),
                        VaadinIcon.PLUS.create(),
                        event ->
                                event.getSource().getUI().orElseThrow().navigate(ScriptView.class));
        draft.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        draft.setVisible(actor.may(Permission.CEREMONY));
        add(
                new ViewHeader(TEXTS.say("ceremonies"), TEXTS.say("one-file-says-what-is"), draft),
                lookAgain.every(LOOK_AGAIN, this, this::look),
                grid);
        look();
    }

    /** A link that is painted anew while somebody presses it would not be followed. */
    private void look() {
        var rows = presenter.rows(officers.current());
        if (!rows.equals(shown)) {
            shown = rows;
            grid.setItems(rows);
        }
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.ceremonies");
    }

    private static Grid<CeremonyRow> grid() {
        var grid = new Grid<CeremonyRow>();
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addColumn(CeremonyRow::id)
                .setHeader(TEXTS.say("no"))
                .setWidth("4.5rem")
                .setFlexGrow(0);
        grid.addComponentColumn(row ->
                        new RouterLink(row.title(), CeremonyView.class, parameters(row.id())))
                .setHeader(TEXTS.say("ceremony"))
                .setFlexGrow(3);
        grid.addComponentColumn(row -> CeremonyBadge.of(row.state()))
                .setHeader(TEXTS.say("state"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addComponentColumn(CeremoniesView::standing)
                .setHeader(TEXTS.say("stands"))
                .setFlexGrow(2);
        grid.addColumn(row -> Instants.show(row.at()))
                .setHeader(TEXTS.say("dated"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addColumn(CeremonyRow::people).setHeader(TEXTS.say("people")).setFlexGrow(3);
        grid.setEmptyStateText(TEXTS.say("no-ceremony-was-drafted-yet"));
        grid.addClassName("fill");
        return grid;
    }

    private static Component standing(CeremonyRow row) {
        var going = row.going();
        if (going != null) {
            return room(row.id(), going);
        }
        if (row.state() != Ceremony.State.DRAFTED && row.state() != Ceremony.State.AUTHORISED) {
            return new Span("–");
        }
        var words =
                TEXTS.say(
                        "of-approvals",
                        row.approvals(),
                        row.needed(),
                        row.isMine() ? TEXTS.say("waits-for-yours") : "");
        var text = new Span(words);
        text.setClassName("my-turn", row.isMine());
        return text;
    }

    /** The way into the room of a run that goes on. */
    static RouterLink room(long id, Ceremony.Run going) {
        return new RouterLink(
                going.kind() == RunKind.REHEARSAL
                        ? TEXTS.say("a-rehearsal-goes-on")
                        : TEXTS.say("the-ceremony-goes-on"),
                ConductView.class,
                ConductView.parameters(id, going.id()));
    }

    static RouteParameters parameters(long id) {
        return new RouteParameters(new RouteParam(CeremonyView.ID, Long.toString(id)));
    }
}
