package org.lineageca.console.mass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.Part;
import org.lineageca.console.shell.ViewHeader;

/** One list: what is on it, what its revocation brings about, how far it has come. */
@Prototype
@Route(value = "mass-revocation/:id([0-9]{1,9})", layout = ConsoleLayout.class)
public final class ListView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ListView.class);

    /** The route parameter: the list's number. */
    public static final String ID = "id";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final MassPresenter presenter;
    private final ReissuePresenter reissuePresenter;
    private final SignedInOfficer officers;
    private final Part<ListPage> standing = new Part<>("list-standing", this::paint);
    private final Part<Optional<Halt>> halt = new Part<>("actions", this::paintHalt);
    private final Part<Rest> rest = new Part<>("list-rest", this::paintRest);
    private final Component stale;
    private ReissuePanel reissue;
    private long id;

    ListView(
            MassPresenter presenter,
            ReissuePresenter reissuePresenter,
            SignedInOfficer officers,
            LookAgain lookAgain) {
        this.presenter = presenter;
        this.reissuePresenter = reissuePresenter;
        this.reissue = new ReissuePanel(reissuePresenter, officers, 0, ListView::reload);
        this.officers = officers;
        addClassName("view");
        this.stale = lookAgain.every(LOOK_AGAIN, this, this::look);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.mass-revocation");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = Long.parseLong(event.getRouteParameters().get(ID).orElseThrow());
        reissue = new ReissuePanel(reissuePresenter, officers, id, ListView::reload);
        removeAll();
        add(
                new ViewHeader(TEXTS.say("list", id), TEXTS.say("many-certificates-that-are-re")),
                stale,
                standing,
                halt,
                reissue,
                rest);
        try {
            look();
        } catch (RefusedException e) {
            throw new NotFoundException(TEXTS.say("there-is-no-list", id));
        }
    }

    private void look() {
        var page = presenter.page(officers.current(), id);
        standing.show(page);
        halt.show(
                page.isOpen() && page.mayDecide() ? Optional.of(Halt.of(page)) : Optional.empty());
        reissue.show(reissuePresenter.page(officers.current(), page));
        rest.show(
                new Rest(
                        page.canBeProposed(),
                        page.progress().batch().isSealed(),
                        page.hasEvidence()));
    }

    /**
     * What the page offers beside how the list stands; what is foreseen changes too seldom to be
     * looked up every second.
     */
    private record Rest(boolean proposal, boolean results, boolean evidence) {}

    private void paintRest(Div part, Rest offers) {
        if (offers.proposal()) {
            part.add(new ProposalPanel(presenter, officers, id, ListView::reload));
        }
        if (offers.results()) {
            part.add(new ListDownloads(presenter, officers, id, offers.evidence()));
        }
    }

    private void paint(Div part, ListPage page) {
        var batch = page.progress().batch();
        part.add(facts(page));
        if (page.act() != null) {
            var bar = new ProgressBar(0, 100, page.progress().percent());
            bar.getElement()
                    .setAttribute("aria-label", TEXTS.say("certificates-that-have-had-their"));
            part.add(bar, figures(page.progress()));
        } else if (batch.isFilling()) {
            var bar = new ProgressBar();
            bar.setIndeterminate(true);
            bar.getElement().setAttribute("aria-label", TEXTS.say("the-list-is-being-filled"));
            part.add(bar);
        }
    }

    private static Facts facts(ListPage page) {
        var batch = page.progress().batch();
        var facts =
                new Facts()
                        .with(TEXTS.say("stands"), page.badge())
                        .with(TEXTS.say("certificates"), Numbers.show(batch.certificates()))
                        .with(TEXTS.say("chosen-by"), chosen(batch.course().selection()))
                        .with(TEXTS.say("begun-by"), batch.openedBy());
        var act = page.act();
        if (act != null) {
            facts.with(TEXTS.say("act"), ActLinks.of(act));
        }
        var pause = batch.course().pause();
        if (pause != null) {
            facts.with(TEXTS.say("paused-since"), TEXTS.say("by", pause.by()));
        }
        return facts;
    }

    private static String chosen(@Nullable String selection) {
        return selection == null
                ? TEXTS.say("serial-numbers-and-fingerprints-one")
                : String.join(", ", selection.lines().toList());
    }

    private static Component figures(RevokeSelected.Progress progress) {
        var batch = progress.batch();
        return ProgressFigures.of(
                batch.done(),
                batch.certificates(),
                new ProgressFigures.Changed(
                        batch.isDrill()
                                ? TEXTS.say("would-be-revoked")
                                : TEXTS.say("figure-revoked"),
                        batch.revoked(),
                        TEXTS.say(
                                "were-before",
                                Numbers.show((long) batch.done() - batch.revoked()))),
                progress.perSecond(),
                progress.left());
    }

    /**
     * What can be done about a list under way: apart from its figures, which are painted anew each
     * second, because a button that is painted anew while somebody presses it is not pressed.
     */
    private record Halt(DecidedAct act, boolean isPaused) {

        static Halt of(ListPage page) {
            return new Halt(
                    Objects.requireNonNull(page.act()),
                    page.progress().batch().course().pause() != null);
        }
    }

    private void paintHalt(Div part, Optional<Halt> offered) {
        offered.ifPresent(halting -> {
            var button =
                    halting.isPaused()
                            ? new Button(
                                    TEXTS.say("resume"),
                                    _ -> act(() -> presenter.resume(officers.current(), id)))
                            : new Button(
                                    TEXTS.say("pause"),
                                    _ -> act(() -> presenter.pause(officers.current(), id)));
            part.add(
                    button, new Button(TEXTS.say("cancel"), _ -> confirmWithdrawal(halting.act())));
        });
    }

    private void act(Runnable what) {
        what.run();
        look();
    }

    private void confirmWithdrawal(DecidedAct act) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(TEXTS.say("cancel-it"));
        dialog.setText(TEXTS.say("act-is-withdrawn-what-is", act.id()));
        dialog.setCancelable(true);
        dialog.setCancelText(TEXTS.say("go-on-with-it"));
        dialog.setConfirmText(TEXTS.say("withdraw-the-act"));
        dialog.addConfirmListener(_ -> {
            presenter.withdraw(officers.current(), act);
            Notification.show(TEXTS.say("act-is-withdrawn", act.id()));
            reload();
        });
        dialog.open();
    }

    private static void reload() {
        UI.getCurrent().refreshCurrentRoute(true);
    }
}
