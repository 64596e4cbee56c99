package org.lineageca.console.ceremony;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.CeremonyPeople;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.PlannedStep;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.ShareRound;
import org.lineageca.ca.ceremony.conduct.RunView;
import org.lineageca.hsm.client.ShareStatus;

/** Tells what a run waits for. */
final class PendingMoves {

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
                            (state.kind() == RunKind.REHEARSAL
                                            ? "The rehearsal is over."
                                            : "The ceremony is over.")
                                    + " Its record is complete and signed.");
            case ABORTED -> new Pending.Nothing(aborted());
        };
    }

    private String aborted() {
        if (state.kind() == RunKind.REHEARSAL) {
            return "The rehearsal was aborted. The next one erases its throw-away token.";
        }
        return state.orphans().isEmpty()
                ? "The ceremony was aborted. No key that it made is left."
                : "The ceremony was aborted. Keys that it made wait to be destroyed, before anything else is done with the token: "
                        + String.join(", ", state.orphans().keySet())
                        + ".";
    }

    private Pending at(PlannedStep step) {
        return switch (step.step()) {
            case CeremonyStep.RollCall _ -> rollCall();
            case CeremonyStep.InitialiseToken _, CeremonyStep.ReshareToken _ -> newShares();
            case CeremonyStep.ActivateToken _ ->
                    state.kind() == RunKind.REHEARSAL ? newShares() : shares();
            case CeremonyStep.GenerateKeyPair(var name, _, _) ->
                    state.keys().containsKey(name)
                            ? readBack("Go on to the next step", false)
                            : withToken("Generate the key");
            case CeremonyStep.SignCaCertificate _,
                    CeremonyStep.SignOcspSigner _,
                    CeremonyStep.SignCrl _ ->
                    state.digest().isEmpty()
                            ? press("Show the digest to read back")
                            : readBack("Sign", true);
            case CeremonyStep.DestroyKey _ ->
                    state.digest().isEmpty()
                            ? press("Show the key's fingerprint to read back")
                            : readBack("Destroy the key", true);
            case CeremonyStep.Close _ ->
                    state.digest().isEmpty()
                            ? press("Show the record's digest to read back")
                            : readBack("Sign the record and close", true);
        };
    }

    private Pending rollCall() {
        var present = state.present().keySet();
        if (people.isQuorate(List.copyOf(present))) {
            return press("Close the roll call");
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
                            ? "one more custodian"
                            : people.quorum() - custodians + " more custodians");
        }
        return new Pending.Arrivals(
                "Waiting for " + Cast.names(missing) + " to say they are here.");
    }

    private Pending newShares() {
        var token = view.token();
        if (token == null) {
            return silent();
        }
        if (token.state() == ShareStatus.State.ACTIVE && state.shares().isPresent()) {
            return new Pending.Shares(
                    "The token is active already; a custodian has it put on record.");
        }
        if (!isLive(view)) {
            return new Pending.Press(
                    state.shares().isEmpty()
                            ? "Draw the PIN and split it"
                            : "Draw another PIN and split it",
                    true,
                    state.shares().isEmpty()
                            ? people.administrator() + " has the token draw a PIN and split it."
                            : "The signer was started anew, and the shares it had given out are worthless. "
                                    + people.administrator()
                                    + " has another PIN drawn and split.");
        }
        var round = state.shares().orElseThrow();
        var open =
                round.custodians().stream()
                        .filter(name -> !round.confirmed().contains(round.indexOf(name)))
                        .toList();
        return new Pending.Shares(
                open.isEmpty()
                        ? "Every new share was shown to be readable. " + collected(token)
                        : Cast.names(open)
                                + (open.size() == 1 ? " takes" : " take")
                                + (open.size() == 1
                                        ? " the share and hands it"
                                        : " their shares and hand them")
                                + " in, to show that it can be read.");
    }

    private Pending shares() {
        var token = view.token();
        return token == null ? silent() : new Pending.Shares(collected(token));
    }

    private String collected(ShareStatus token) {
        var present = token.present();
        var have = present == null ? 0 : present.indices().size();
        var needed = present == null ? people.quorum() : present.set().quorum();
        return "The token is locked. Custodians hand in their shares: "
                + have
                + " of "
                + needed
                + " are there.";
    }

    private static Pending silent() {
        return new Pending.Signer(
                "The token's signer does not answer. It is started anew by itself; the ceremony goes on at this very step.");
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
                    Cast.names(names)
                            + (names.size() == 1 ? " compares" : " compare")
                            + " the digest, read aloud, and "
                            + (names.size() == 1 ? "puts" : "put")
                            + " initials to it.");
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
                people.administrator()
                        + " goes on: "
                        + button.toLowerCase(java.util.Locale.ROOT)
                        + ".");
    }
}
