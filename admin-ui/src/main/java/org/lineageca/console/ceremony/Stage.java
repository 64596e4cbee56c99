package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Part;
import org.lineageca.octets.Octets;

/** The middle of the room: the step that comes next, and the one thing to do for it. */
final class Stage extends Div {

    private static final Texts TEXTS = Texts.of(Stage.class);

    private final Moves moves;
    private final Part<Optional<RunScreen.Present>> words =
            new Part<>("stage-words", Stage::paintWords);
    private final Part<Optional<DigestShown>> digest =
            new Part<>("stage-digest", Stage::paintDigest);
    private final Part<Optional<InitialsShown>> administrator;
    private final Part<Optional<InitialsShown>> witness;
    private final Part<Turn> move;
    private final Part<Optional<RunScreen.Deviation>> deviation;
    private final SharePanel share;
    private final Part<RunScreen.Viewer> exceptions;

    Stage(Moves moves) {
        this.moves = moves;
        var initials = new InitialsPanel(moves);
        administrator = new Part<>("initials", initials::paint);
        witness = new Part<>("initials", initials::paint);
        move = new Part<>("stage-move", this::paintMove);
        deviation = new Part<>("stage-deviation", initials::paintDeviation);
        share = new SharePanel(moves);
        exceptions = new Part<>("stage-exceptions", this::paintExceptions);
        addClassName("stage");
        move.getElement().setAttribute("aria-live", "polite");
        var signed = new Div(administrator, witness);
        signed.addClassName("stage-initials");
        add(words, deviation, digest, signed, move, share, exceptions);
    }

    /** A digest and what it is of; the initials to it change on their own. */
    record DigestShown(String what, Octets sha256) {}

    /** One person's initials, and whether it is for who looks to give them. */
    record InitialsShown(RunScreen.Initial initial, Octets sha256, boolean isMine) {}

    /**
     * The one thing to do, and nothing that may change while somebody reaches for its button: one
     * that is painted anew at that moment would not be pressed.
     */
    sealed interface Turn {

        record Join(CeremonyRole role) implements Turn {}

        record Press(Pending.Press press) implements Turn {}

        record Wait(String sentence) implements Turn {}

        static Turn of(RunScreen screen) {
            var viewer = screen.viewer();
            var role = viewer.role();
            if (screen.title().status() == RunState.Status.RUNNING
                    && role != null
                    && !viewer.isHere()) {
                return new Join(role);
            }
            return screen.pending() instanceof Pending.Press press
                            && viewer.is(CeremonyRole.ADMINISTRATOR)
                    ? new Press(press)
                    : new Wait(screen.pending().sentence());
        }
    }

    void show(RunScreen screen) {
        words.show(Optional.ofNullable(screen.present()));
        deviation.show(Optional.ofNullable(screen.deviation()));
        var readBack = Optional.ofNullable(screen.readBack());
        digest.show(readBack.map(shown -> new DigestShown(shown.what(), shown.sha256())));
        administrator.show(initials(readBack, screen.viewer(), CeremonyRole.ADMINISTRATOR));
        witness.show(initials(readBack, screen.viewer(), CeremonyRole.WITNESS));
        move.show(Turn.of(screen));
        share.show(Optional.ofNullable(screen.desk()));
        exceptions.show(screen.viewer());
    }

    private static Optional<InitialsShown> initials(
            Optional<RunScreen.ReadBack> readBack, RunScreen.Viewer viewer, CeremonyRole role) {
        return readBack.map(shown ->
                shown.initials().stream()
                        .filter(initial -> initial.role() == role)
                        .map(initial -> new InitialsShown(initial, shown.sha256(), viewer.is(role)))
                        .findFirst()
                        .orElseThrow());
    }

    private static void paintWords(Div place, Optional<RunScreen.Present> shown) {
        if (shown.isEmpty()) {
            return;
        }
        var step = shown.get();
        var number = new Span(TEXTS.say("step-of", step.number(), step.of()));
        number.addClassName("step-number");
        var doer = new Span(step.doer());
        doer.addClassName("doer");
        var kicker = new Div(number, doer);
        kicker.addClassName("kicker");
        var aloud = AsSaid.byTheCore(new Paragraph(step.readAloud()));
        aloud.addClassName("aloud");
        var label = new Span(TEXTS.say("read-aloud"));
        label.addClassName("caption");
        var spoken = new Div(label, aloud);
        spoken.addClassName("spoken");
        place.add(
                kicker,
                AsSaid.byTheCore(new H2(step.title())),
                spoken,
                AsSaid.byTheCore(new Paragraph(step.action())),
                new Paragraph(TEXTS.say("expected", step.expected())));
    }

    private static void paintDigest(Div place, Optional<DigestShown> shown) {
        shown.ifPresent(digest -> place.add(new DigestBoard(digest.what(), digest.sha256())));
    }

    private void paintMove(Div place, Turn turn) {
        switch (turn) {
            case Turn.Join(var role) ->
                    place.add(
                            new Paragraph(TEXTS.say("you-take-part-as-say", RoleWords.of(role))),
                            large(
                                    moves.primary(
                                            TEXTS.say("i-am-here"),
                                            actor -> moves.presenter().join(actor, moves.run()))));
            case Turn.Press(var press) ->
                    place.add(
                            large(
                                    moves.primary(
                                            press.button(),
                                            actor ->
                                                    moves.presenter()
                                                            .press(actor, moves.run(), press))));
            case Turn.Wait(var text) -> {
                var sentence = new Paragraph(text);
                sentence.addClassName("waiting");
                place.add(sentence);
            }
        }
    }

    private static Button large(Button button) {
        button.addThemeVariants(ButtonVariant.LUMO_LARGE);
        return button;
    }

    private void paintExceptions(Div place, RunScreen.Viewer viewer) {
        if (viewer.mayDeviate()) {
            place.add(
                    new Button(
                            TEXTS.say("pass-over-step"), _ -> new DeviationDialog(moves).open()));
        }
        if (viewer.mayAbort()) {
            var abort = new Button(TEXTS.say("abort"), _ -> new AbortDialog(moves).open());
            abort.addThemeVariants(ButtonVariant.LUMO_ERROR);
            place.add(abort);
        }
    }
}
