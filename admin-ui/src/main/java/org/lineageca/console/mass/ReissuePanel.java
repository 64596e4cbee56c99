package org.lineageca.console.mass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.mass.ReissueSelected;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Part;

/** The re-issue of a list: proposed, watched, and its files. */
final class ReissuePanel extends Div {

    private static final Texts TEXTS = Texts.of(ReissuePanel.class);

    private final ReissuePresenter presenter;
    private final SignedInOfficer officers;
    private final long id;
    private final Runnable changed;
    private final Part<ReissuePage> standing = new Part<>("reissue-standing", this::paint);
    private final Part<Optional<Halt>> halt = new Part<>("actions", this::paintHalt);
    private final Part<Rest> rest = new Part<>("reissue-rest", this::paintRest);

    /** What is offered beside how it stands. */
    private record Rest(boolean proposal, boolean files) {}

    /**
     * Of one list.
     *
     * @param changed when something was done here
     */
    ReissuePanel(ReissuePresenter presenter, SignedInOfficer officers, long id, Runnable changed) {
        this.presenter = presenter;
        this.officers = officers;
        this.id = id;
        this.changed = changed;
        addClassName("list-reissue");
        add(new H2(TEXTS.say("re-issue")), standing, halt, rest);
    }

    void show(ReissuePage page) {
        setVisible(page.mayPropose() || page.progress() != null);
        standing.show(page);
        halt.show(Halt.of(page));
        rest.show(new Rest(page.canBeProposed(), page.progress() != null));
    }

    private void paint(Div part, ReissuePage page) {
        var progress = page.progress();
        var act = page.act();
        if (progress == null || act == null) {
            return;
        }
        var facts = new Facts().with(TEXTS.say("act"), ActLinks.of(act));
        var pause = progress.course().pause();
        if (pause != null) {
            facts.with(TEXTS.say("paused-since"), TEXTS.say("by", pause.by()));
        }
        var bar = new ProgressBar(0, 100, progress.percent());
        bar.getElement()
                .setAttribute("aria-label", TEXTS.say("certificates-that-have-had-their-turn"));
        part.add(facts, bar, figures(progress));
    }

    private static Component figures(ReissueSelected.Progress progress) {
        var course = progress.course();
        return ProgressFigures.of(
                course.done(),
                course.certificates(),
                new ProgressFigures.Changed(
                        TEXTS.say("re-issued"),
                        course.reissued(),
                        TEXTS.say(
                                "for-their-subscribers",
                                Numbers.show((long) course.done() - course.reissued()))),
                progress.perSecond(),
                progress.left());
    }

    /** What can be done while it goes on: apart from the figures, which change all the time. */
    private record Halt(DecidedAct act, boolean isPaused) {

        static Optional<Halt> of(ReissuePage page) {
            var progress = page.progress();
            var act = page.act();
            return progress == null || act == null || !page.isOpen() || !page.mayDecide()
                    ? Optional.empty()
                    : Optional.of(new Halt(act, progress.course().pause() != null));
        }
    }

    private void paintHalt(Div part, Optional<Halt> offered) {
        offered.ifPresent(halting ->
                part.add(
                        halting.isPaused()
                                ? new Button(
                                        TEXTS.say("resume-re-issue"), _ -> act(presenter::resume))
                                : new Button(
                                        TEXTS.say("pause-re-issue"), _ -> act(presenter::pause)),
                        new Button(
                                TEXTS.say("cancel-re-issue"),
                                _ -> {
                                    presenter.withdraw(officers.current(), halting.act());
                                    Notification.show(TEXTS.say("the-act-is-withdrawn-what"));
                                    changed.run();
                                })));
    }

    private void act(ObjLongConsumer<Actor> what) {
        what.accept(officers.current(), id);
        changed.run();
    }

    private void paintRest(Div part, Rest offers) {
        if (offers.proposal()) {
            part.add(new ReissueProposal(presenter, officers, id, changed));
        }
        if (offers.files()) {
            part.add(files());
        }
    }

    private Component files() {
        var links = new Div();
        links.addClassName("documents");
        for (var format : List.of(ResultFormat.CSV, ResultFormat.JSON_LINES)) {
            links.add(
                    StreamedDownload.link(
                            format == ResultFormat.CSV
                                    ? TEXTS.say("successors-csv")
                                    : TEXTS.say("successors-json-lines"),
                            "reissue-%d.%s".formatted(id, format.extension()),
                            format.mediaType(),
                            () -> presenter.results(officers.current(), id, format)));
        }
        links.add(
                StreamedDownload.link(
                        TEXTS.say("subscribers-who-have-to-ask"),
                        "subscribers-%d.csv".formatted(id),
                        ResultFormat.CSV.mediaType(),
                        () -> presenter.subscribers(officers.current(), id)));
        return links;
    }
}
