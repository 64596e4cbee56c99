package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.Part;
import org.lineageca.console.shell.ViewHeader;

/**
 * One ceremony: its plan to the letter, who approved it, and how often it was run. It follows what
 * the others do.
 */
@Prototype
@Route(value = "ceremonies/:id([0-9]{1,9})", layout = ConsoleLayout.class)
public final class CeremonyView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(CeremonyView.class);

    /** The route parameter: the ceremony's number. */
    public static final String ID = "id";

    private static final String FOLLOWS = "follows";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final CeremoniesPresenter presenter;
    private final RunPresenter runs;
    private final SignedInOfficer officers;
    private final Part<Head> head = new Part<>(FOLLOWS, this::paintHead);
    private final Part<CeremonyPage> standing = new Part<>(FOLLOWS, CeremonyView::paintStanding);
    private final Part<CeremonyPlan> approved = new Part<>(FOLLOWS, CeremonyView::paintDigests);
    private final Part<CeremonyPage> history = new Part<>(FOLLOWS, this::paintHistory);
    // Apart from what changes, so that what somebody has unfolded stays so.
    private final Part<CeremonyPlan> letters = new Part<>(FOLLOWS, CeremonyView::paintPlan);
    private long id;

    CeremonyView(
            CeremoniesPresenter presenter,
            RunPresenter runs,
            SignedInOfficer officers,
            LookAgain lookAgain) {
        this.presenter = presenter;
        this.runs = runs;
        this.officers = officers;
        addClassName("view");
        var stale = lookAgain.every(LOOK_AGAIN, this, this::look);
        add(stale, head, standing, approved, history, letters);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.ceremony");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().getLong(ID).orElseThrow();
        look();
    }

    private void look() {
        show(page(presenter, officers.current(), id));
    }

    static CeremonyPage page(CeremoniesPresenter presenter, Actor actor, long id) {
        try {
            return presenter.page(actor, id);
        } catch (RefusedException e) {
            throw new NotFoundException(e.getMessage());
        }
    }

    /**
     * The title and its buttons, and nothing that changes while others approve: a button that is
     * painted anew at the moment somebody presses it would not be pressed.
     */
    private record Head(
            long id,
            String title,
            String token,
            Ceremony.State state,
            @Nullable String cannotApprove,
            @Nullable String cannotRehearse,
            @Nullable String cannotBegin,
            boolean mayEdit) {

        static Head of(CeremonyPage page) {
            return new Head(
                    page.row().id(),
                    page.row().title(),
                    page.ceremony().plan().script().token(),
                    page.ceremony().state(),
                    page.cannotApprove(),
                    page.cannotRehearse(),
                    page.cannotBegin(),
                    page.mayEdit());
        }
    }

    private void show(CeremonyPage page) {
        head.show(Head.of(page));
        standing.show(page);
        approved.show(page.ceremony().plan());
        history.show(page);
        letters.show(page.ceremony().plan());
    }

    private void paintHead(Div part, Head shown) {
        part.add(
                new ViewHeader(
                        shown.title(),
                        TEXTS.say("ceremony-with-token", shown.id(), shown.token()),
                        actions(shown)));
    }

    private static void paintStanding(Div part, CeremonyPage page) {
        part.add(going(page), reasons(page), facts(page));
    }

    private static void paintDigests(Div part, CeremonyPlan plan) {
        var digests =
                new Div(
                        new DigestBoard(TEXTS.say("sha-256-of-the-plan"), plan.digest()),
                        new DigestBoard(
                                TEXTS.say("sha-256-of-the-script"), plan.script().sha256()));
        digests.addClassName("digests");
        part.add(new H2(TEXTS.say("what-is-approved")), digests);
    }

    private void paintHistory(Div part, CeremonyPage page) {
        part.add(
                new H2(TEXTS.say("approvals")),
                approvals(page),
                new H2(TEXTS.say("runs")),
                runs(page));
    }

    private static void paintPlan(Div part, CeremonyPlan plan) {
        part.add(
                new H2(TEXTS.say("the-plan")),
                new PlanSteps(plan.steps()),
                new H2(TEXTS.say("to-the-letter")),
                text(TEXTS.say("script"), "ceremony.yaml", plan.script().text()),
                text(TEXTS.say("plan-as-its-digest-is"), "plan.txt", plan.text()));
    }

    private Component[] actions(Head shown) {
        var edit =
                new Button(
                        TEXTS.say("edit"),
                        _ -> UI.getCurrent().navigate("ceremonies/" + id + "/edit"));
        edit.setVisible(shown.mayEdit());
        var approve =
                new Button(
                        TEXTS.say("approve"),
                        _ ->
                                new ApprovePlanDialog(
                                                page(presenter, officers.current(), id),
                                                presenter,
                                                officers,
                                                CeremonyView::reload)
                                        .open());
        var rehearse = new Button(TEXTS.say("rehearse"));
        rehearse.setDisableOnClick(true);
        rehearse.addClickListener(_ -> {
            try {
                open(RunKind.REHEARSAL);
            } finally {
                rehearse.setEnabled(true);
            }
        });
        var begin = new Button(TEXTS.say("begin"), _ -> confirmBegin(shown.title()));
        switch (shown.state()) {
            case DRAFTED -> approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            case AUTHORISED -> begin.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            case RUNNING, COMPLETED, ABORTED -> {}
        }
        withhold(approve, shown.cannotApprove());
        withhold(rehearse, shown.cannotRehearse());
        withhold(begin, shown.cannotBegin());
        return new Component[] {edit, approve, rehearse, begin};
    }

    private static Component going(CeremonyPage page) {
        var way = new Div();
        var going = page.row().going();
        way.setVisible(going != null);
        if (going != null) {
            way.addClassName("my-turn");
            way.add(CeremoniesView.room(page.row().id(), going));
        }
        return way;
    }

    private static void withhold(Button button, @Nullable String why) {
        if (why != null) {
            button.setEnabled(false);
            button.getElement().setAttribute("aria-describedby", "why-not");
        }
    }

    private static Component reasons(CeremonyPage page) {
        var reasons = new UnorderedList();
        reasons.setId("why-not");
        reasons.addClassNames("reasons", "reason");
        reason(reasons, TEXTS.say("to-approve"), page.cannotApprove());
        reason(reasons, TEXTS.say("rehearse"), page.cannotRehearse());
        reason(reasons, TEXTS.say("to-begin"), page.cannotBegin());
        return reasons;
    }

    private static void reason(UnorderedList reasons, String what, @Nullable String why) {
        if (why != null) {
            reasons.add(new ListItem(what + ": " + why));
        }
    }

    private static Facts facts(CeremonyPage page) {
        var ceremony = page.ceremony();
        var people = ceremony.plan().script().people();
        return new Facts()
                .with(TEXTS.say("state"), CeremonyBadge.of(ceremony.state()))
                .with(TEXTS.say("dated"), Instants.show(page.row().at()))
                .with(TEXTS.say("ceremony-administrator"), people.administrator())
                .with(TEXTS.say("internal-witness"), people.witness())
                .with(
                        TEXTS.say("key-custodians"),
                        TEXTS.say("quorum-of", people.quorum(), Cast.names(people.custodians())))
                .with(
                        TEXTS.say("drafted"),
                        ceremony.draftedBy() + ", " + Instants.show(ceremony.draftedAt()));
    }

    private static Component approvals(CeremonyPage page) {
        var list = new UnorderedList();
        list.addClassName("approvals");
        for (var given : page.approvals()) {
            var words = given.person() + ", " + given.role() + ", " + Instants.show(given.at());
            var item = new ListItem();
            if (given.isValid()) {
                item.setText(words);
            } else {
                var struck = new Span(words);
                struck.addClassName("void");
                item.add(struck, new Span(TEXTS.say("void-of-an-earlier-plan")));
            }
            list.add(item);
        }
        var count =
                new Paragraph(TEXTS.say("of-needed", page.row().approvals(), page.row().needed()));
        return page.approvals().isEmpty() ? count : new Div(count, list);
    }

    private Component runs(CeremonyPage page) {
        if (page.ceremony().runs().isEmpty()) {
            return new Paragraph(TEXTS.say("neither-rehearsed-nor-held-yet"));
        }
        var list = new UnorderedList();
        list.addClassName("runs");
        page.ceremony().runs().reversed().forEach(run -> list.add(run(page, run)));
        return list;
    }

    private ListItem run(CeremonyPage page, Ceremony.Run run) {
        var name =
                TEXTS.say(
                        "run",
                        run.kind() == RunKind.REHEARSAL
                                ? TEXTS.say("rehearsal")
                                : TEXTS.say("ceremony"),
                        run.id());
        var item =
                new ListItem(
                        new RouterLink(
                                name,
                                ConductView.class,
                                ConductView.parameters(page.row().id(), run.id())),
                        CeremonyBadge.of(run),
                        new Span(Instants.show(run.openedAt())));
        if (run.endedAt() != null) {
            var actor = officers.current();
            item.add(new RecordDownloads(runs, officers, run.id(), runs.packages(actor, run.id())));
            if (run.kind() == RunKind.REAL) {
                runs.comparison(actor, page.ceremony(), run)
                        .map(Paragraph::new)
                        .ifPresent(item::add);
            }
        }
        return item;
    }

    private static Component text(String name, String file, String text) {
        var letters = AsSaid.byTheCore(new Pre(text));
        letters.addClassName("plan");
        // A long line scrolls sideways; the keyboard must reach it.
        letters.getElement().setAttribute("tabindex", "0");
        letters.getElement().setAttribute("role", "region");
        letters.getElement().setAttribute("aria-label", name);
        return new NativeDetails(
                name,
                new Div(
                        Download.link(
                                TEXTS.say("download"),
                                file,
                                "text/plain; charset=utf-8",
                                () -> text.getBytes(StandardCharsets.UTF_8)),
                        letters));
    }

    private void confirmBegin(String title) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(TEXTS.say("begin-the-ceremony"));
        dialog.setText(TEXTS.say("from-here-on-it-counts", title));
        dialog.setCancelable(true);
        dialog.setConfirmText(TEXTS.say("to-begin"));
        dialog.addConfirmListener(_ -> open(RunKind.REAL));
        dialog.open();
    }

    private void open(RunKind kind) {
        var run = presenter.open(officers.current(), id, kind);
        UI.getCurrent().navigate(ConductView.class, ConductView.parameters(id, run));
    }

    private static void reload() {
        UI.getCurrent().refreshCurrentRoute(true);
    }
}
