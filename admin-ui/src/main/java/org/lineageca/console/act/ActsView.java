package org.lineageca.console.act;

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
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** All acts, the most urgent first. */
@Prototype
@Route(value = "acts", layout = ConsoleLayout.class)
public final class ActsView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ActsView.class);

    ActsView(ActsPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var officer = officers.current();
        var plan =
                new Button(
                        TEXTS.say("plan-an-act"),
                        VaadinIcon.PLUS.create(),
                        event -> event.getSource().getUI().orElseThrow().navigate(PlanView.class));
        plan.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        plan.setVisible(officer.may(Permission.DECIDE));
        add(
                new ViewHeader(TEXTS.say("acts"), TEXTS.say("it-takes-two-people-one"), plan),
                grid(presenter.rows(officer)));
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.acts");
    }

    private static Grid<ActRow> grid(java.util.List<ActRow> rows) {
        var grid = new Grid<ActRow>();
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addColumn(ActRow::id).setHeader(TEXTS.say("no")).setWidth("4.5rem").setFlexGrow(0);
        grid.addComponentColumn(row ->
                        new RouterLink(
                                row.title(),
                                ActView.class,
                                new RouteParameters(ActView.ID, Long.toString(row.id()))))
                .setHeader(TEXTS.say("the-act"))
                .setFlexGrow(3);
        grid.addComponentColumn(ActBadge::of)
                .setHeader(TEXTS.say("state"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addComponentColumn(ActsView::standing)
                .setHeader(TEXTS.say("waits-for-or-outcome"))
                .setFlexGrow(4);
        grid.addComponentColumn(row -> signature(row.proposal()))
                .setHeader(TEXTS.say("proposed"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> signature(row.approval()))
                .setHeader(TEXTS.say("approved"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.setItems(rows);
        grid.setEmptyStateText(TEXTS.say("no-act-was-proposed-yet"));
        grid.addClassName("fill");
        return grid;
    }

    private static Component standing(ActRow row) {
        var text = new Span(row.standing());
        text.setClassName("my-turn", row.turn() == ActRow.Turn.MINE);
        return text;
    }

    private static Component signature(DecidedAct.@Nullable Signature signature) {
        if (signature == null) {
            return new Span("–");
        }
        var at = new Span(Instants.show(signature.at()));
        at.addClassName("quiet");
        var both = new Div(new Span(signature.name()), at);
        both.addClassName("signature");
        return both;
    }
}
