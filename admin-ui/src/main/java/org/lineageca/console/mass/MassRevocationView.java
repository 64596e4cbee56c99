package org.lineageca.console.mass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** Choosing many certificates by what they have in common, and the lists there are. */
@Prototype
@Route(value = "mass-revocation", layout = ConsoleLayout.class)
public final class MassRevocationView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(MassRevocationView.class);

    MassRevocationView(MassPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var actor = officers.current();
        add(
                new ViewHeader(
                        TEXTS.say("mass-revocation"),
                        TEXTS.say("choose-many-certificates-by-what")));
        if (actor.may(Permission.REVOKE)) {
            var form = new SelectionForm(presenter.choices(actor));
            var choose =
                    new Button(
                            TEXTS.say("choose-these-certificates"),
                            event ->
                                    open(
                                            event.getSource().getUI().orElseThrow(),
                                            presenter.select(officers.current(), form.read())));
            choose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            choose.setDisableOnClick(true);
            choose.addClickListener(_ -> choose.setEnabled(true));
            var after = new Span(TEXTS.say("nothing-is-revoked-by-choosing"));
            after.addClassName("quiet");
            var actions = new Div(choose, after);
            actions.addClassName("actions");
            add(form, actions);
        }
        add(new H2(TEXTS.say("lists")), grid(presenter.newest(actor)));
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.mass-revocation");
    }

    private static void open(UI ui, long id) {
        ui.navigate(ListView.class, parameters(id));
    }

    static RouteParameters parameters(long id) {
        return new RouteParameters(new RouteParam(ListView.ID, Long.toString(id)));
    }

    private static Grid<RevokeSelected.Progress> grid(List<RevokeSelected.Progress> lists) {
        var grid = new Grid<RevokeSelected.Progress>();
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addComponentColumn(row ->
                        new RouterLink(
                                row.batch().isDrill()
                                        ? TEXTS.say("drill-list", row.batch().id())
                                        : TEXTS.say("list", row.batch().id()),
                                ListView.class,
                                parameters(row.batch().id())))
                .setHeader(TEXTS.say("column-list"))
                .setWidth("8.5rem")
                .setFlexGrow(0);
        grid.addColumn(row -> Numbers.show(row.batch().certificates()))
                .setHeader(TEXTS.say("certificates"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addComponentColumn(MassRevocationView::stands)
                .setHeader(TEXTS.say("stands"))
                .setWidth("10rem")
                .setFlexGrow(0);
        grid.addColumn(MassRevocationView::chosen).setHeader(TEXTS.say("chosen-by")).setFlexGrow(3);
        grid.addColumn(row -> row.batch().openedBy())
                .setHeader(TEXTS.say("begun-by"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.setItems(lists);
        grid.setAllRowsVisible(lists.size() <= 12);
        grid.setEmptyStateText(TEXTS.say("there-is-no-list-yet"));
        return grid;
    }

    private static Component stands(RevokeSelected.Progress row) {
        var badge = ListPage.badge(row);
        var isUnderWay = row.percent() > 0 && row.percent() < 100;
        return isUnderWay ? new Span(badge, new Span(" " + row.percent() + " %")) : badge;
    }

    private static String chosen(RevokeSelected.Progress row) {
        var selection = row.batch().course().selection();
        return selection == null
                ? TEXTS.say("numbers-one-by-one")
                : String.join(", ", selection.lines().toList());
    }
}
