package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.FullScreen;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.Part;

/**
 * The room of a run: the same for all who sit around the table, but for what each may do. Every
 * page looks again each second.
 */
@Prototype
@Route(value = "ceremonies/:id([0-9]{1,9})/runs/:run([0-9]{1,9})", layout = FullScreen.class)
public final class ConductView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ConductView.class);

    private static final String RUN = "run";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final RunPresenter presenter;
    private final SignedInOfficer officers;
    private final Part<RunScreen.Title> title = new Part<>("room-title", ConductView::paintTitle);
    private final Part<List<RunScreen.Stop>> rail = new Part<>("rail", ConductView::paintRail);
    private final Part<RunScreen.Token> token = new Part<>("token", AroundTable::paintToken);
    private final Part<List<RunScreen.Seat>> seats = new Part<>("seats", AroundTable::paintSeats);
    private final Part<Leftovers> documents = new Part<>("room-documents", this::paintDocuments);
    private final TranscriptList transcript = new TranscriptList();
    private final Component stale;
    private final Div banner = new Div();
    private @Nullable Stage stage;
    private long run;
    private String pageTitle = TEXTS.say("title.ceremony");

    ConductView(RunPresenter presenter, SignedInOfficer officers, LookAgain lookAgain) {
        this.presenter = presenter;
        this.officers = officers;
        this.stale = lookAgain.every(LOOK_AGAIN, this, this::look);
        addClassName("room");
        banner.addClassName("rehearsal-banner");
        banner.add(
                new Span(TEXTS.say("rehearsal")),
                new Span(TEXTS.say("throw-away-token-nothing-that")));
    }

    static RouteParameters parameters(long ceremony, long run) {
        return new RouteParameters(
                new RouteParam(CeremonyView.ID, Long.toString(ceremony)),
                new RouteParam(RUN, Long.toString(run)));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        run = event.getRouteParameters().getLong(RUN).orElseThrow();
        RunScreen first;
        try {
            first = presenter.screen(officers.current(), run);
        } catch (RefusedException e) {
            throw new NotFoundException(e.getMessage());
        }
        removeAll();
        var moves = new Moves(presenter, officers, run, this::look);
        var middle = new Stage(moves);
        stage = middle;
        var tracks = new Nav(rail);
        tracks.getElement().setAttribute("aria-label", TEXTS.say("steps"));
        var around =
                new Div(
                        labelled(TEXTS.say("around-the-table"), seats),
                        labelled(TEXTS.say("token"), token));
        around.addClassName("around");
        var main =
                new Main(middle, documents, labelled(TEXTS.say("record-newest-first"), transcript));
        var table = new Div(tracks, main, around);
        table.addClassName("room-table");
        add(banner, new Header(title, stale), table);
        pageTitle =
                first.title().isRehearsal()
                        ? TEXTS.say("title.rehearsal", first.title().name())
                        : TEXTS.say("title.held", first.title().name());
        show(first);
    }

    private static Section labelled(String name, Component content) {
        var section = new Section(new H2(name), content);
        section.getElement().setAttribute("aria-label", name);
        return section;
    }

    @Override
    public String getPageTitle() {
        return pageTitle;
    }

    /**
     * What can be taken away of a run.
     *
     * @param isEnded only then is there anything
     */
    private record Leftovers(boolean isEnded, List<ResultPackage> packages) {}

    private void paintDocuments(Div place, Leftovers left) {
        if (left.isEnded()) {
            place.add(
                    new H2(TEXTS.say("to-take-away")),
                    new RecordDownloads(presenter, officers, run, left.packages()));
        }
    }

    private void look() {
        show(presenter.screen(officers.current(), run));
    }

    private void show(RunScreen screen) {
        banner.setVisible(screen.title().isRehearsal());
        setClassName("rehearsal", screen.title().isRehearsal());
        title.show(screen.title());
        rail.show(screen.rail());
        if (stage != null) {
            stage.show(screen);
        }
        var isEnded = screen.title().status() != RunState.Status.RUNNING;
        documents.show(
                new Leftovers(
                        isEnded,
                        isEnded ? presenter.packages(officers.current(), run) : List.of()));
        seats.show(screen.seats());
        token.show(screen.token());
        transcript.show(screen.transcript());
    }

    private static void paintTitle(Div place, RunScreen.Title title) {
        var back =
                new RouterLink(
                        TEXTS.say("ceremony-numbered", title.ceremony()),
                        CeremonyView.class,
                        CeremoniesView.parameters(title.ceremony()));
        var facts =
                new Span(
                        TEXTS.say(
                                "run-begun-all-times-are",
                                title.run(),
                                Instants.show(title.openedAt())));
        facts.addClassName("quiet");
        place.add(back, new H1(title.name()), facts);
    }

    private static void paintRail(Div place, List<RunScreen.Stop> stops) {
        var list = new OrderedList();
        for (var stop : stops) {
            var standing = new Span(stop.standing().word());
            standing.addClassName("standing");
            var name = AsSaid.byTheCore(new Span(stop.title()));
            name.addClassName("stop-title");
            var item = new ListItem(name, standing);
            item.addClassName(
                    stop.standing().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            if (stop.standing() == RunScreen.Standing.NOW) {
                item.getElement().setAttribute("aria-current", "step");
                // Long plans scroll by themselves to where the ceremony is.
                item.getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
            }
            list.add(item);
        }
        place.add(list);
    }
}
