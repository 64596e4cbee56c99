package org.lineageca.console.act;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** One act: its plan, what it brings about, and the buttons to decide on it. */
@Prototype
@Route(value = "acts/:id([0-9]{1,9})", layout = ConsoleLayout.class)
@PageTitle("Act · Lineage")
public final class ActView extends Div implements BeforeEnterObserver {

    /** The route parameter: the act's number. */
    public static final String ID = "id";

    private final ActsPresenter presenter;
    private final SignedInOfficer officers;

    ActView(ActsPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var id = Long.parseLong(event.getRouteParameters().get(ID).orElseThrow());
        show(
                presenter
                        .page(officers.current(), id)
                        .orElseThrow(() -> new NotFoundException("There is no act " + id + ".")));
    }

    private void show(ActPage page) {
        removeAll();
        add(
                new ViewHeader(
                        page.row().title(),
                        "Act " + page.act().id() + ": " + kind(page),
                        actions(page)),
                facts(page));
        var why = page.cannotApprove();
        if (why != null && page.act() instanceof DecidedAct.Proposed) {
            var reason = new Div(new Span(why));
            reason.setId("cannot-approve");
            reason.addClassName("reason");
            add(reason);
        }
        add(new PreviewPanel(page.act().plan(), page.preview()));
    }

    private static String kind(ActPage page) {
        return page.act().plan().act().kind();
    }

    private static Facts facts(ActPage page) {
        var row = page.row();
        var facts =
                new Facts()
                        .with("State", ActBadge.of(row))
                        .with("Stands", row.standing())
                        .with("Proposed", signed(row.proposal()));
        var approval = row.approval();
        if (approval != null) {
            facts.with("Approved", signed(approval));
        }
        switch (page.act()) {
            case DecidedAct.Done done -> facts.with("Done", Instants.show(done.at()));
            case DecidedAct.Withdrawn withdrawn ->
                    facts.with("Withdrawn", signed(withdrawn.withdrawal()));
            case DecidedAct.Proposed _, DecidedAct.Approved _ -> {}
        }
        return facts;
    }

    private static String signed(DecidedAct.Signature signature) {
        return signature.name() + ", " + Instants.show(signature.at());
    }

    private Component[] actions(ActPage page) {
        var withdraw = new Button("Withdraw…", _ -> confirmWithdrawal(page));
        withdraw.setVisible(page.mayWithdraw());
        if (!(page.act() instanceof DecidedAct.Proposed)) {
            return new Component[] {withdraw};
        }
        // The digest of the plan on this page, whatever is on record by the time of the click.
        var approve =
                new Button(
                        "Approve…",
                        _ -> new ApproveDialog(page, presenter, officers, ActView::reload).open());
        approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var why = page.cannotApprove();
        if (why != null) {
            approve.setEnabled(false);
            approve.getElement().setAttribute("aria-describedby", "cannot-approve");
        }
        return new Component[] {withdraw, approve};
    }

    private void confirmWithdrawal(ActPage page) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Withdraw act " + page.act().id() + "?");
        dialog.setText(
                page.row().title()
                        + ". It will not be carried out; what it has done until now stays. It can be proposed anew.");
        dialog.setCancelable(true);
        dialog.setCancelText("Keep it");
        dialog.setConfirmText("Withdraw");
        dialog.addConfirmListener(_ -> {
            presenter.withdraw(officers.current(), page.act().id());
            Notification.show("Act " + page.act().id() + " is withdrawn.");
            reload();
        });
        dialog.open();
    }

    private static void reload() {
        UI.getCurrent().refreshCurrentRoute(true);
    }
}
