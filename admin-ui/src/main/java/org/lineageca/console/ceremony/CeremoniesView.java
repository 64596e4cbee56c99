package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** All ceremonies, the newest first. */
@Prototype
@Route(value = "ceremonies", layout = ConsoleLayout.class)
@PageTitle("Ceremonies · Lineage")
public final class CeremoniesView extends Div {

    CeremoniesView(CeremoniesPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var actor = officers.current();
        var draft =
                new Button(
                        "New ceremony",
                        VaadinIcon.PLUS.create(),
                        event ->
                                event.getSource().getUI().orElseThrow().navigate(ScriptView.class));
        draft.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        draft.setVisible(actor.may(Permission.CEREMONY));
        add(
                new ViewHeader(
                        "Ceremonies",
                        "One file says what is done with a token that people hold together. It is planned, approved, rehearsed, and then held step by step.",
                        draft),
                grid(presenter.rows(actor)));
    }

    private static Grid<CeremonyRow> grid(List<CeremonyRow> rows) {
        var grid = new Grid<CeremonyRow>();
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addColumn(CeremonyRow::id).setHeader("No.").setWidth("4.5rem").setFlexGrow(0);
        grid.addComponentColumn(row ->
                        new RouterLink(row.title(), CeremonyView.class, parameters(row.id())))
                .setHeader("Ceremony")
                .setFlexGrow(3);
        grid.addComponentColumn(row -> CeremonyBadge.of(row.state()))
                .setHeader("State")
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addComponentColumn(CeremoniesView::standing).setHeader("Stands").setFlexGrow(2);
        grid.addColumn(row -> Instants.show(row.at()))
                .setHeader("Dated")
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addColumn(CeremonyRow::people).setHeader("People").setFlexGrow(3);
        grid.setItems(rows);
        grid.setEmptyStateText("No ceremony was drafted yet.");
        grid.addClassName("fill");
        return grid;
    }

    private static Component standing(CeremonyRow row) {
        var going = row.going();
        if (going != null) {
            return new RouterLink(
                    going.kind() == RunKind.REHEARSAL
                            ? "A rehearsal goes on"
                            : "The ceremony goes on",
                    ConductView.class,
                    ConductView.parameters(row.id(), going.id()));
        }
        if (row.state() != Ceremony.State.DRAFTED && row.state() != Ceremony.State.AUTHORISED) {
            return new Span("–");
        }
        var words =
                row.approvals()
                        + " of "
                        + row.needed()
                        + " approvals"
                        + (row.isMine() ? "; waits for yours" : "");
        var text = new Span(words);
        text.setClassName("my-turn", row.isMine());
        return text;
    }

    static RouteParameters parameters(long id) {
        return new RouteParameters(new RouteParam(CeremonyView.ID, Long.toString(id)));
    }
}
