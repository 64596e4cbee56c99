package org.lineageca.console.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.CeremonyPeople;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.PlannedStep;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.ShareRound;
import org.lineageca.ca.ceremony.conduct.RunView;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Texts;
import org.lineageca.hsm.client.ShareStatus;

/** Tells what a run waits for. */
final class PendingMoves {

    private static final Texts TEXTS = Texts.of(PendingMoves.class);

    private final RunView view;
    private final RunState state;
    private final CeremonyPeople people;

    private PendingMoves(RunView view) {
        this.view = view;
        this.state = view.state();
        this.people = state.plan().script().people();
    }

    static Pending of(RunView view) {
        return new PendingMoves(view).now();
    }

    /** Whether the shares of the present round are still the ones the signer wants back. */
    static boolean isLive(RunView view) {
        var token = view.token();
        var proposed = token == null ? null : token.proposed();
        return proposed != null
                && view.state()
                        .shares()
                        .map(ShareRound::set)
                        .filter(proposed.set().id()::equals)
                        .isPresent();
    }

    private Pending now() {
        return switch (state.status()) {
            case RUNNING -> state.currentStep().map(this::at).orElseThrow();
            case CLOSED ->
                    new Pending.Nothing(
                            state.kind() == RunKind.REHEARSAL
                                    ? TEXTS.say("the-rehearsal-is-over-its")
                                    : TEXTS.say("the-ceremony-is-over-its"));
            case ABORTED -> new Pending.Nothing(aborted());
        };
    }

    private String aborted() {
        if (state.kind() == RunKind.REHEARSAL) {
            return TEXTS.say("the-rehearsal-was-aborted-the");
        }
        return state.orphans().isEmpty()
                ? TEXTS.say("the-ceremony-was-aborted-no")
                : TEXTS.say(
                        "the-ceremony-was-aborted-keys",
                        String.join(", ", state.orphans().keySet()));
    }

    private Pending at(PlannedStep step) {
        return switch (step.step()) {
            case CeremonyStep.RollCall _ -> rollCall();
            case CeremonyStep.InitialiseToken _, CeremonyStep.ReshareToken _ -> newShares();
            case CeremonyStep.ActivateToken _ ->
                    state.kind() == RunKind.REHEARSAL ? newShares() : shares();
            case CeremonyStep.GenerateKeyPair(var name, _, _) ->
                    state.keys().containsKey(name)
                            ? readBack(TEXTS.say("go-on-to-the-next"), false)
                            : withToken(TEXTS.say("generate-the-key"));
            case CeremonyStep.SignCaCertificate _,
                    CeremonyStep.SignOcspSigner _,
                    CeremonyStep.SignCrl _ ->
                    state.digest().isEmpty()
                            ? press(TEXTS.say("show-the-digest-to-read"))
                            : readBack(TEXTS.say("sign"), true);
            case CeremonyStep.DestroyKey _ ->
                    state.digest().isEmpty()
                            ? press(TEXTS.say("show-the-keys-fingerprint-to"))
                            : readBack(TEXTS.say("destroy-the-key"), true);
            case CeremonyStep.Close _ ->
                    state.digest().isEmpty()
                            ? press(TEXTS.say("show-the-records-digest-to"))
                            : readBack(TEXTS.say("sign-the-record-and-close"), true);
        };
    }

    private Pending rollCall() {
        var present = state.present().keySet();
        if (people.isQuorate(List.copyOf(present))) {
            return press(TEXTS.say("close-the-roll-call"));
        }
        var missing = new ArrayList<String>();
        for (var leader : List.of(people.administrator(), people.witness())) {
            if (!present.contains(leader)) {
                missing.add(leader);
            }
        }
        var custodians = people.custodians().stream().filter(present::contains).count();
        if (custodians < people.quorum()) {
            missing.add(
                    people.quorum() - custodians == 1
                            ? TEXTS.say("one-more-custodian")
                            : TEXTS.say("more-custodians", people.quorum() - custodians));
        }
        return new Pending.Arrivals(TEXTS.say("waiting-for-to-say-they", Cast.names(missing)));
    }

    private Pending newShares() {
        var token = view.token();
        if (token == null) {
            return silent();
        }
        if (token.state() == ShareStatus.State.ACTIVE && state.shares().isPresent()) {
            return new Pending.Shares(TEXTS.say("the-token-is-active-already"));
        }
        if (!isLive(view)) {
            return new Pending.Press(
                    state.shares().isEmpty()
                            ? TEXTS.say("draw-the-pin-and-split")
                            : TEXTS.say("draw-another-pin-and-split"),
                    true,
                    state.shares().isEmpty()
                            ? TEXTS.say("has-the-token-draw-a", people.administrator())
                            : TEXTS.say("the-signer-was-started-anew", people.administrator()));
        }
        var round = state.shares().orElseThrow();
        var open =
                round.custodians().stream()
                        .filter(name -> !round.confirmed().contains(round.indexOf(name)))
                        .toList();
        return new Pending.Shares(
                open.isEmpty()
                        ? TEXTS.say("every-new-share-was-shown", collected(token))
                        : open.size() == 1
                                ? TEXTS.say("takes-the-share-and-hands", open.getFirst())
                                : TEXTS.say("take-their-shares-and-hand", Cast.names(open)));
    }

    private Pending shares() {
        var token = view.token();
        return token == null ? silent() : new Pending.Shares(collected(token));
    }

    private String collected(ShareStatus token) {
        var present = token.present();
        var have = present == null ? 0 : present.indices().size();
        var needed = present == null ? people.quorum() : present.set().quorum();
        return TEXTS.say("the-token-is-locked-custodians", have, needed);
    }

    private static Pending silent() {
        return new Pending.Signer(TEXTS.say("the-tokens-signer-does-not"));
    }

    /** The administrator's button, once both have read back. */
    private Pending readBack(String button, boolean takesToken) {
        var missing = new ArrayList<CeremonyRole>();
        if (!state.readBacks().containsKey(people.administrator())) {
            missing.add(CeremonyRole.ADMINISTRATOR);
        }
        if (!state.readBacks().containsKey(people.witness())) {
            missing.add(CeremonyRole.WITNESS);
        }
        if (!missing.isEmpty()) {
            var names =
                    missing.stream()
                            .map(role ->
                                    role == CeremonyRole.WITNESS
                                            ? people.witness()
                                            : people.administrator())
                            .toList();
            return new Pending.Initials(
                    missing,
                    names.size() == 1
                            ? TEXTS.say("compares-the-digest-read-aloud", names.getFirst())
                            : TEXTS.say("compare-the-digest-read-aloud", Cast.names(names)));
        }
        return takesToken ? withToken(button) : press(button);
    }

    private Pending withToken(String button) {
        @Nullable ShareStatus token = view.token();
        if (token == null) {
            return silent();
        }
        return token.state() == ShareStatus.State.ACTIVE ? press(button) : shares();
    }

    private Pending press(String button) {
        return new Pending.Press(
                button,
                false,
                TEXTS.say("somebody-goes-on", people.administrator(), inSentence(button)));
    }

    /** English writes it small there. */
    private static String inSentence(String button) {
        return switch (Audience.language()) {
            case ENGLISH -> button.toLowerCase(Locale.ROOT);
            case GERMAN -> button;
        };
    }
}
