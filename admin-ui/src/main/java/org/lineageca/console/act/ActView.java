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
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** One act: its plan, what it brings about, and the buttons to decide on it. */
@Prototype
@Route(value = "acts/:id([0-9]{1,9})", layout = ConsoleLayout.class)
public final class ActView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ActView.class);

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
    public String getPageTitle() {
        return TEXTS.say("title.act");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var id = Long.parseLong(event.getRouteParameters().get(ID).orElseThrow());
        show(
                presenter
                        .page(officers.current(), id)
                        .orElseThrow(
                                () -> new NotFoundException(TEXTS.say("there-is-no-act", id))));
    }

    private void show(ActPage page) {
        removeAll();
        add(
                new ViewHeader(
                        page.row().title(),
                        TEXTS.say("act", page.act().id(), kind(page)),
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
        return ActKindWords.of(page.act().plan().act());
    }

    private static Facts facts(ActPage page) {
        var row = page.row();
        var facts =
                new Facts()
                        .with(TEXTS.say("state"), ActBadge.of(row))
                        .with(TEXTS.say("stands"), row.standing())
                        .with(TEXTS.say("proposed"), signed(row.proposal()));
        var approval = row.approval();
        if (approval != null) {
            facts.with(TEXTS.say("approved"), signed(approval));
        }
        switch (page.act()) {
            case DecidedAct.Done done -> facts.with(TEXTS.say("done"), Instants.show(done.at()));
            case DecidedAct.Withdrawn withdrawn ->
                    facts.with(TEXTS.say("withdrawn"), signed(withdrawn.withdrawal()));
            case DecidedAct.Proposed _, DecidedAct.Approved _ -> {}
        }
        return facts;
    }

    private static String signed(DecidedAct.Signature signature) {
        return signature.name() + ", " + Instants.show(signature.at());
    }

    private Component[] actions(ActPage page) {
        var withdraw = new Button(TEXTS.say("withdraw"), _ -> confirmWithdrawal(page));
        withdraw.setVisible(page.mayWithdraw());
        if (!(page.act() instanceof DecidedAct.Proposed)) {
            return new Component[] {withdraw};
        }
        // The digest of the plan on this page, whatever is on record by the time of the click.
        var approve =
                new Button(
                        TEXTS.say("approve"),
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
        dialog.setHeader(TEXTS.say("withdraw-act", page.act().id()));
        dialog.setText(TEXTS.say("it-will-not-be-carried", page.row().title()));
        dialog.setCancelable(true);
        dialog.setCancelText(TEXTS.say("keep-it"));
        dialog.setConfirmText(TEXTS.say("confirm-withdraw"));
        dialog.addConfirmListener(_ -> {
            presenter.withdraw(officers.current(), page.act().id());
            Notification.show(TEXTS.say("act-is-withdrawn", page.act().id()));
            reload();
        });
        dialog.open();
    }

    private static void reload() {
        UI.getCurrent().refreshCurrentRoute(true);
    }
}
