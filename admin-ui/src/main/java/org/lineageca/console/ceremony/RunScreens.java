package org.lineageca.console.ceremony;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.PlannedStep;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.ShareRound;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.ceremony.conduct.RunView;
import org.lineageca.console.language.Texts;
import org.lineageca.hsm.client.ShareStatus;

/** Makes what a person sees of a run out of its state. */
final class RunScreens {

    private static final Texts TEXTS = Texts.of(RunScreens.class);

    private final RunView view;
    private final RunState state;
    private final Cast cast;
    private final String me;
    private final Pending pending;

    private RunScreens(RunView view, String me) {
        this.view = view;
        this.state = view.state();
        this.cast = Cast.of(state.plan());
        this.me = me;
        this.pending = PendingMoves.of(view);
    }

    /**
     * The screen of a person.
     *
     * @param me the person's name
     */
    static RunScreen of(RunView view, String me) {
        return new RunScreens(view, me).screen();
    }

    private RunScreen screen() {
        return new RunScreen(
                new RunScreen.Title(
                        view.ceremony(),
                        view.run().id(),
                        state.plan().script().title(),
                        state.kind() == RunKind.REHEARSAL,
                        state.status(),
                        view.run().openedAt()),
                state.steps().stream().map(this::stop).toList(),
                state.currentStep().map(this::present).orElse(null),
                readBack(),
                pending,
                viewer(),
                desk(),
                state.deviationAsked().map(this::deviation).orElse(null),
                cast.members().stream().map(this::seat).toList(),
                token(),
                transcript());
    }

    private RunScreen.Stop stop(PlannedStep step) {
        return new RunScreen.Stop(step.number(), step.title(), standing(step.number()));
    }

    private RunScreen.Standing standing(int number) {
        if (state.isDeviated(number)) {
            return RunScreen.Standing.PASSED_OVER;
        }
        if (state.status() == RunState.Status.CLOSED) {
            return RunScreen.Standing.DONE;
        }
        var reached = reached();
        return number < reached
                ? RunScreen.Standing.DONE
                : number == reached && state.status() == RunState.Status.RUNNING
                        ? RunScreen.Standing.NOW
                        : RunScreen.Standing.TO_COME;
    }

    /** The step that comes next, or came next when the run was aborted. */
    private int reached() {
        return state.currentStep()
                .map(PlannedStep::number)
                .orElseGet(() ->
                        state.entries().stream()
                                .map(entry -> entry.event().stepOrZero())
                                .reduce(1, Math::max));
    }

    private RunScreen.Present present(PlannedStep step) {
        var people = state.plan().script().people();
        var doer =
                switch (step.role()) {
                    case ADMINISTRATOR -> people.administrator();
                    case WITNESS -> people.witness();
                    case CUSTODIAN -> Cast.names(people.custodians());
                };
        return new RunScreen.Present(
                step.number(),
                state.steps().size(),
                step.title(),
                RoleWords.of(step.role()) + ": " + doer,
                step.action(),
                step.readAloud(),
                step.expected());
    }

    private RunScreen.@Nullable ReadBack readBack() {
        var step = state.currentStep();
        var digest = state.digest();
        if (step.isEmpty() || digest.isEmpty()) {
            return null;
        }
        var what =
                switch (step.get().step()) {
                    case CeremonyStep.GenerateKeyPair _, CeremonyStep.DestroyKey _ ->
                            TEXTS.say("fingerprint-sha-256-of-the");
                    case CeremonyStep.Close _ -> TEXTS.say("sha-256-of-the-record");
                    case CeremonyStep signs ->
                            TEXTS.say(
                                    "sha-256-of-the-octets",
                                    signs.toBeSigned().orElseThrow().length());
                };
        var people = state.plan().script().people();
        return new RunScreen.ReadBack(
                what,
                digest.get(),
                List.of(
                        initial(CeremonyRole.ADMINISTRATOR, people.administrator()),
                        initial(CeremonyRole.WITNESS, people.witness())));
    }

    private RunScreen.Initial initial(CeremonyRole role, String person) {
        return new RunScreen.Initial(role, person, state.readBacks().get(person));
    }

    private RunScreen.Viewer viewer() {
        var role = cast.roleOf(me).orElse(null);
        var isHere = state.present().containsKey(me);
        var isRunning = state.status() == RunState.Status.RUNNING;
        var mayBePassedOver =
                state.currentStep()
                        .map(PlannedStep::step)
                        .filter(step ->
                                !(step instanceof CeremonyStep.RollCall)
                                        && !(step instanceof CeremonyStep.Close))
                        .isPresent();
        return new RunScreen.Viewer(
                me,
                role,
                isHere,
                isHere
                        && role == CeremonyRole.ADMINISTRATOR
                        && mayBePassedOver
                        && state.deviationAsked().isEmpty(),
                isHere && isRunning && role != CeremonyRole.CUSTODIAN);
    }

    private RunScreen.@Nullable ShareDesk desk() {
        if (!(pending instanceof Pending.Shares)
                || cast.roleOf(me).orElse(null) != CeremonyRole.CUSTODIAN
                || !state.present().containsKey(me)) {
            return null;
        }
        var token = view.token();
        var isActive = token != null && token.state() == ShareStatus.State.ACTIVE;
        var round =
                state.shares()
                        .filter(shares -> shares.custodians().contains(me))
                        .filter(_ -> PendingMoves.isLive(view));
        var index = round.map(shares -> shares.indexOf(me)).orElse(null);
        var isTaken = index != null && round.orElseThrow().taken().contains(index);
        var isShown = index != null && round.orElseThrow().confirmed().contains(index);
        return new RunScreen.ShareDesk(
                index,
                isTaken,
                isShown,
                isActive,
                advice(isActive, round.orElse(null), isShown) + consent(isActive));
    }

    /** Whoever has an old share agrees to new ones by handing it in. */
    private String consent(boolean isActive) {
        var isReshare =
                state.currentStep()
                        .filter(step -> step.step() instanceof CeremonyStep.ReshareToken)
                        .isPresent();
        return isReshare && !isActive && state.plan().script().people().custodians().contains(me)
                ? TEXTS.say("hand-in-the-share-that")
                : "";
    }

    private static String advice(boolean isActive, @Nullable ShareRound round, boolean isShown) {
        if (isActive) {
            return TEXTS.say("the-token-is-active-what");
        }
        if (round == null) {
            return TEXTS.say("hand-in-the-share-you");
        }
        return isShown ? TEXTS.say("your-share-can-be-read") : TEXTS.say("take-your-share-open-it");
    }

    private RunScreen.Deviation deviation(String reason) {
        return new RunScreen.Deviation(
                state.currentStep().map(PlannedStep::number).orElse(0),
                reason,
                state.present().containsKey(me)
                        && cast.roleOf(me).orElse(null) == CeremonyRole.WITNESS);
    }

    private RunScreen.Seat seat(Cast.Member member) {
        return new RunScreen.Seat(member.name(), member.role(), since(member.name()));
    }

    private @Nullable Instant since(String person) {
        return state.entries().stream()
                .filter(entry ->
                        entry.event() instanceof TranscriptEvent.Joined
                                && entry.person().equals(person))
                .map(entry -> entry.at())
                .findFirst()
                .orElse(null);
    }

    private RunScreen.Token token() {
        if (state.status() != RunState.Status.RUNNING) {
            return new RunScreen.Token(RunScreen.TokenState.OVER, List.of());
        }
        var token = view.token();
        if (token == null) {
            return new RunScreen.Token(RunScreen.TokenState.SILENT, List.of());
        }
        var counts = new ArrayList<String>();
        var proposed = token.proposed();
        if (proposed != null) {
            counts.add(
                    TEXTS.say(
                            "new-shares-shown-to-be",
                            proposed.confirmed().size(),
                            proposed.set().shares()));
        }
        var present = token.present();
        if (present != null && token.state() == ShareStatus.State.LOCKED) {
            counts.add(
                    TEXTS.say(
                            "shares-collected-of",
                            present.indices().size(),
                            present.set().quorum()));
        }
        return new RunScreen.Token(
                switch (token.state()) {
                    case BLANK -> RunScreen.TokenState.BLANK;
                    case LOCKED -> RunScreen.TokenState.LOCKED;
                    case ACTIVE -> RunScreen.TokenState.ACTIVE;
                },
                counts);
    }

    private List<RunScreen.Line> transcript() {
        return state.entries().reversed().stream()
                .map(entry ->
                        new RunScreen.Line(
                                entry.sequence(), entry.at(), TranscriptSentences.of(entry)))
                .toList();
    }
}
