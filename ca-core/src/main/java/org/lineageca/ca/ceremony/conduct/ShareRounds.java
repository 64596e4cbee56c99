package org.lineageca.ca.ceremony.conduct;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.ShareRound;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.hsm.client.IssuedShare;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.octets.Octets;

/**
 * The PIN's way from the signer to the custodians and back. The signer joins shares; here it is
 * only seen who handed one in.
 */
final class ShareRounds {

    private final CeremonyStore ceremonies;
    private final RunTranscripts transcripts;
    private final RunTokens tokens;
    private final PeopleHere people;
    private final RunEndings endings;

    ShareRounds(
            CeremonyStore ceremonies,
            RunTranscripts transcripts,
            RunTokens tokens,
            PeopleHere people,
            RunEndings endings) {
        this.ceremonies = ceremonies;
        this.transcripts = transcripts;
        this.tokens = tokens;
        this.people = people;
        this.endings = endings;
    }

    RunState split(Actor actor, long run) {
        var state = transcripts.state(run);
        var number = RunTranscripts.number(state);
        var wanted = wanted(state);
        transcripts.probe(
                actor,
                state,
                new TranscriptEvent.SharesProposed(
                        number, "00000000", wanted.quorum(), wanted.custodians()));
        var custody = tokens.of(state.kind()).custody();
        if (state.kind() == RunKind.REAL
                && state.currentStep().orElseThrow().step() instanceof CeremonyStep.InitialiseToken
                && custody.status().state() != ShareStatus.State.BLANK) {
            throw new IllegalMoveException(
                    "Token '"
                            + custody.token()
                            + "' is there already. It was left as it is. A script without initialise-token uses it; reshare gives it new shares.");
        }
        var issued =
                custody.propose(
                        wanted.quorum(),
                        wanted.custodians().stream().map(this::recipient).toList());
        var set = issued.getFirst().set().id();
        var entry =
                transcripts.entry(
                        state,
                        actor.name(),
                        new TranscriptEvent.SharesProposed(
                                number, set, wanted.quorum(), wanted.custodians()));
        var next = state.with(entry);
        RunTranscripts.requireFirst(
                ceremonies.split(
                        run, entry, issued.stream().map(ShareRounds::envelope).toList(), actor));
        return next;
    }

    private record Wanted(int quorum, List<String> custodians) {}

    private static Wanted wanted(RunState state) {
        return switch (state.currentStep().orElseThrow().step()) {
            case CeremonyStep.InitialiseToken(var quorum, var custodians) ->
                    new Wanted(quorum, custodians);
            case CeremonyStep.ReshareToken(var quorum, var custodians) ->
                    new Wanted(quorum, custodians);
            case CeremonyStep _ ->
                    new Wanted(
                            state.plan().script().people().quorum(),
                            state.plan().script().people().custodians());
        };
    }

    private ShareRecipient recipient(String custodian) {
        var certificate =
                people.find(custodian)
                        .map(Person::certificate)
                        .orElseThrow(() ->
                                new IllegalMoveException(
                                        "'"
                                                + custodian
                                                + "' has no certificate on record to close a share to. Nothing was split."));
        return new ShareRecipient(custodian, certificate);
    }

    private static CeremonyStore.Envelope envelope(IssuedShare share) {
        return switch (share) {
            case IssuedShare.Enveloped(var set, var index, var recipient, var der) ->
                    new CeremonyStore.Envelope(set.id(), index, recipient, der);
            case IssuedShare.Card _ ->
                    throw new IllegalStateException("a share was issued open: " + share);
        };
    }

    Octets take(Actor actor, long run) {
        var state = transcripts.state(run);
        var round =
                state.shares()
                        .orElseThrow(() ->
                                new IllegalMoveException(
                                        "No PIN was split yet. There is no share to take."));
        var index = round.indexOf(actor.name());
        if (!round.taken().contains(index)) {
            transcripts.append(
                    actor,
                    run,
                    state,
                    actor.name(),
                    new TranscriptEvent.ShareTaken(RunTranscripts.number(state), index));
        }
        return ceremonies.envelope(run, round.set(), index).orElseThrow();
    }

    RunState handIn(Actor actor, long run, Octets sealed) {
        var state = transcripts.state(run);
        var token = tokens.of(state.kind());
        var index = index(state, actor.name());
        transcripts.probe(
                actor,
                state,
                new TranscriptEvent.ShareHandedIn(RunTranscripts.number(state), "00000000", index));
        var before = token.custody().status();
        if (before.state() == ShareStatus.State.ACTIVE) {
            return activated(actor, run, state, before);
        }
        if (isCollected(state, before, actor.name(), index)) {
            // The answer to an attempt before this one was lost.
            return handedIn(actor, run, state, setOf(before, before, state), index);
        }
        var after = token.custody().offer(sealed);
        var next = handedIn(actor, run, state, setOf(before, after, state), index);
        return after.state() == ShareStatus.State.ACTIVE
                ? activated(actor, run, next, after)
                : next;
    }

    private RunState handedIn(
            Actor actor, long run, RunState state, @Nullable String set, int index) {
        return set == null || isOnRecord(state, set, actor.name())
                ? state
                : transcripts.append(
                        actor,
                        run,
                        state,
                        actor.name(),
                        new TranscriptEvent.ShareHandedIn(
                                RunTranscripts.number(state),
                                set,
                                ownIndex(state, set, actor.name(), index)));
    }

    private static boolean isCollected(
            RunState state, ShareStatus status, String custodian, int index) {
        var proposed = status.proposed();
        if (proposed != null) {
            var round = state.shares().filter(each -> each.set().equals(proposed.set().id()));
            return round.isPresent()
                    && round.get().custodians().contains(custodian)
                    && proposed.confirmed().contains(round.get().indexOf(custodian))
                    && !round.get().confirmed().contains(round.get().indexOf(custodian));
        }
        var present = status.present();
        return present != null && present.indices().contains(index);
    }

    /** The token is active, and the answer that said so was lost. */
    RunState recognise(Actor actor, long run) {
        var state = transcripts.state(run);
        var status = tokens.of(state.kind()).custody().status();
        if (status.state() != ShareStatus.State.ACTIVE) {
            throw new IllegalMoveException(
                    "This step is the custodians': they hand in their shares. Nothing was done.");
        }
        return activated(actor, run, state, status);
    }

    private static int index(RunState state, String custodian) {
        var before = state.plan().script().people().custodians().indexOf(custodian);
        return state.shares()
                .filter(round -> round.custodians().contains(custodian))
                .map(round -> round.indexOf(custodian))
                .orElse(before + 1);
    }

    private static int ownIndex(RunState state, String set, String custodian, int index) {
        return state.shares()
                .filter(round -> round.set().equals(set))
                .map(round -> round.indexOf(custodian))
                .orElse(index);
    }

    private static boolean isOnRecord(RunState state, String set, String custodian) {
        return state.shares()
                .filter(round -> round.set().equals(set))
                .filter(round -> round.confirmed().contains(round.indexOf(custodian)))
                .isPresent();
    }

    /** Which set a share was taken for: the proposed one, or the one that opens the token now. */
    private static @Nullable String setOf(ShareStatus before, ShareStatus after, RunState state) {
        var proposedBefore = before.proposed();
        if (proposedBefore != null && before.equals(after)) {
            return proposedBefore.set().id();
        }
        if (proposedBefore != null) {
            var proposedAfter = after.proposed();
            var confirmed =
                    proposedAfter == null
                            ? proposedBefore.set().shares()
                            : proposedAfter.confirmed().size();
            if (confirmed > proposedBefore.confirmed().size()) {
                return proposedBefore.set().id();
            }
        }
        var present = before.present() == null ? after.present() : before.present();
        return present == null
                ? state.shares().map(ShareRound::set).orElse(null)
                : present.set().id();
    }

    /** The token is active: what has to be done first, and the entry that says so. */
    private RunState activated(Actor actor, long run, RunState state, ShareStatus status) {
        var present = status.present();
        var set = present == null ? "" : present.set().id();
        var next = confirmOthers(actor, run, state, set);
        if (state.kind() == RunKind.REHEARSAL) {
            next = standIns(actor, run, next);
        } else {
            endings.destroyOrphans(actor);
            endings.packWhatWaits(actor);
        }
        var exchangeKey = tokens.exchangeKey(state.kind());
        if (next.exchangeKey().isPresent() && !isTokenStep(next)) {
            return next;
        }
        return transcripts.append(
                actor,
                run,
                next,
                actor.name(),
                new TranscriptEvent.Activated(RunTranscripts.number(next), set, exchangeKey));
    }

    private static boolean isTokenStep(RunState state) {
        return state.currentStep()
                .map(step ->
                        step.step() instanceof CeremonyStep.InitialiseToken
                                || step.step() instanceof CeremonyStep.ActivateToken
                                || step.step() instanceof CeremonyStep.ReshareToken)
                .orElse(false);
    }

    /** The token took shares whose entries a crash has swallowed: it is the proof of them. */
    private RunState confirmOthers(Actor actor, long run, RunState state, String set) {
        var next = state;
        var round = state.shares().filter(each -> each.set().equals(set));
        if (round.isPresent()) {
            for (var custodian : round.get().custodians()) {
                var index = round.get().indexOf(custodian);
                if (!round.get().confirmed().contains(index)) {
                    next =
                            transcripts.append(
                                    actor,
                                    run,
                                    next,
                                    custodian,
                                    new TranscriptEvent.ShareHandedIn(
                                            RunTranscripts.number(next), set, index));
                }
            }
        }
        return next;
    }

    /** The throw-away token gets keys in place of those the real one has. */
    private RunState standIns(Actor actor, long run, RunState state) {
        var next = state;
        for (var ca : state.plan().record().cas()) {
            var label = ca.identity().id().label();
            if (!next.keys().containsKey(label)) {
                var key =
                        tokens.generate(
                                RunKind.REHEARSAL, "known-" + label, ca.identity().algorithm());
                next =
                        transcripts.append(
                                actor,
                                run,
                                next,
                                actor.name(),
                                new TranscriptEvent.KeyMade(
                                        RunTranscripts.number(next),
                                        label,
                                        key.handle().publicKey(),
                                        key.label()));
            }
        }
        return next;
    }
}
