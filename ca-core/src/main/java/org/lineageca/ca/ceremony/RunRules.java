package org.lineageca.ca.ceremony;

import java.util.Optional;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.x509.SignatureCheck;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.octets.Octets;

/** Whether an entry may follow, and what changes by it. */
final class RunRules {

    private static final int LONGEST_INITIALS = 8;
    private static final int LONGEST_REASON = 1000;

    private final RunState state;
    private final TranscriptEntry entry;
    private final CeremonyPeople people;

    RunRules(RunState state, TranscriptEntry entry) {
        this.state = state;
        this.entry = entry;
        this.people = state.plan().script().people();
    }

    void apply() {
        if (state.status() != RunState.Status.RUNNING
                && !(state.status() == RunState.Status.ABORTED
                        && entry.event() instanceof TranscriptEvent.OrphanDestroyed)) {
            throw no("the ceremony has ended");
        }
        switch (entry.event()) {
            case TranscriptEvent.Opened opened -> open(opened);
            case TranscriptEvent.Joined joined -> join(joined);
            case TranscriptEvent.Resumed _ -> {}
            case TranscriptEvent.SharesProposed proposed -> propose(proposed);
            case TranscriptEvent.ShareTaken(var step, var index) -> {
                requireStep(step);
                state.proposed(own(index).took(index));
            }
            case TranscriptEvent.ShareHandedIn handedIn -> handIn(handedIn);
            case TranscriptEvent.Activated(var step, _, var key) -> activate(step, key);
            case TranscriptEvent.Prepared(var step, var sha256) -> prepare(step, sha256);
            case TranscriptEvent.ReadBack readBack -> readBack(readBack);
            case TranscriptEvent.KeyMade made -> keyMade(made);
            case TranscriptEvent.Signed(var step, var der) -> signed(step, der);
            case TranscriptEvent.KeyDestroyed destroyed -> destroyed(destroyed);
            case TranscriptEvent.Done(var step, _) -> done(step);
            case TranscriptEvent.DeviationAsked(var step, var reason) -> ask(step, reason);
            case TranscriptEvent.DeviationWitnessed(var step, var initials) -> {
                requireStep(step);
                require(CeremonyRole.WITNESS);
                requireInitials(initials);
                if (state.deviationAsked().isEmpty()) {
                    throw no("nobody asked to pass over step " + step);
                }
                state.deviated();
            }
            case TranscriptEvent.Aborted(var reason) -> {
                if (role() == CeremonyRole.CUSTODIAN) {
                    throw no("only the administrator or the witness ends a ceremony");
                }
                requireReason(reason);
                state.ended(RunState.Status.ABORTED);
            }
            case TranscriptEvent.OrphanDestroyed(var name, _, _) -> state.orphanDestroyed(name);
            case TranscriptEvent.Closed _ -> close();
        }
    }

    private void open(TranscriptEvent.Opened opened) {
        if (!opened.plan().equals(state.plan().digest())) {
            throw no("the run is of another plan");
        }
        if (!entry.person().equals(people.administrator())) {
            throw no("only the administrator begins a ceremony");
        }
        state.opened(opened.run());
    }

    private void join(TranscriptEvent.Joined joined) {
        var role = people.roleOf(entry.person()).or(this::newCustodian);
        if (role.isEmpty() || role.get() != joined.role()) {
            throw no("'" + entry.person() + "' has no such role in this ceremony");
        }
        var planned = state.plan().record().people().get(entry.person());
        if (planned == null || !planned.equals(joined.certificate())) {
            throw no(
                    "'" + entry.person() + "' signed in with another certificate than was planned");
        }
        if (state.present().containsKey(entry.person())) {
            throw no("'" + entry.person() + "' is here already");
        }
        state.joined(entry.person(), joined.role());
    }

    /** Someone who gets a share in this ceremony, and held none before. */
    private Optional<CeremonyRole> newCustodian() {
        return state.plan().steps().stream()
                        .anyMatch(step ->
                                step.step() instanceof CeremonyStep.ReshareToken(_, var custodians)
                                        && custodians.contains(entry.person()))
                ? Optional.of(CeremonyRole.CUSTODIAN)
                : Optional.empty();
    }

    private void propose(TranscriptEvent.SharesProposed proposed) {
        requireStep(proposed.step());
        require(CeremonyRole.ADMINISTRATOR);
        var wanted =
                switch (step()) {
                    case CeremonyStep.InitialiseToken(var quorum, var custodians) ->
                            round(proposed, quorum, custodians);
                    case CeremonyStep.ReshareToken(var quorum, var custodians) ->
                            round(proposed, quorum, custodians);
                    // A throw-away token is always made anew.
                    case CeremonyStep.ActivateToken(var quorum) ->
                            round(
                                    proposed,
                                    state.kind() == RunKind.REHEARSAL ? quorum : 0,
                                    people.custodians());
                    case CeremonyStep _ -> throw no("no PIN is split in this step");
                };
        if (wanted.quorum() != proposed.quorum()
                || !wanted.custodians().equals(proposed.custodians())) {
            throw no("the PIN is to be split among others");
        }
        state.proposed(wanted);
    }

    private static ShareRound round(
            TranscriptEvent.SharesProposed proposed,
            int quorum,
            java.util.List<String> custodians) {
        return new ShareRound(
                proposed.set(), quorum, custodians, java.util.Set.of(), java.util.Set.of());
    }

    private ShareRound own(int index) {
        require(CeremonyRole.CUSTODIAN);
        var round = state.shares().orElseThrow(() -> no("no PIN was split yet"));
        if (round.indexOf(entry.person()) != index) {
            throw no("share " + index + " is not '" + entry.person() + "'s");
        }
        return round;
    }

    private void handIn(TranscriptEvent.ShareHandedIn handedIn) {
        requireStep(handedIn.step());
        require(CeremonyRole.CUSTODIAN);
        if (state.shares().map(ShareRound::set).filter(handedIn.set()::equals).isPresent()) {
            state.proposed(own(handedIn.index()).confirmed(handedIn.index()));
        }
    }

    private void activate(int step, Octets key) {
        requireStep(step);
        var isItsStep =
                switch (step()) {
                    case CeremonyStep.InitialiseToken _, CeremonyStep.ReshareToken _ -> {
                        if (state.shares().filter(ShareRound::isComplete).isEmpty()) {
                            throw no("not every custodian showed that their share can be read");
                        }
                        yield true;
                    }
                    case CeremonyStep.ActivateToken _ -> true;
                    // After a loss of power, in the middle.
                    case CeremonyStep _ -> false;
                };
        state.activated(key);
        if (isItsStep) {
            state.done(null);
        }
    }

    private void prepare(int step, Octets sha256) {
        requireStep(step);
        require(CeremonyRole.ADMINISTRATOR);
        var expected =
                switch (step()) {
                    case CeremonyStep.DestroyKey(var identity) -> identity.id().sha256();
                    case CeremonyStep.Close _ -> entry.previous();
                    case CeremonyStep signs ->
                            signs.toBeSigned()
                                    .orElseThrow(() -> no("nothing is read back in this step"))
                                    .sha256();
                };
        if (!expected.equals(sha256)) {
            throw no("the digest is not that of what the plan says");
        }
        new RunDependencies(state).requireMade(step());
        state.prepared(sha256);
    }

    private void readBack(TranscriptEvent.ReadBack readBack) {
        requireStep(readBack.step());
        if (role() == CeremonyRole.CUSTODIAN) {
            throw no("only the administrator and the witness read back");
        }
        requireInitials(readBack.initials());
        if (!state.digest().filter(readBack.sha256()::equals).isPresent()) {
            throw no("this is not the digest that is read back now");
        }
        state.readBack(entry.person(), readBack.initials());
    }

    private void keyMade(TranscriptEvent.KeyMade made) {
        requireStep(made.step());
        var fits =
                switch (step()) {
                    case CeremonyStep.GenerateKeyPair(var name, var identity, _) ->
                            name.equals(made.keyName())
                                    && !state.keys().containsKey(name)
                                    && identity.key().publicKey().length()
                                            == made.publicKey().length();
                    case CeremonyStep _ ->
                            state.kind() == RunKind.REHEARSAL
                                    && state.plan().record().cas().stream()
                                            .anyMatch(ca ->
                                                    ca.identity()
                                                            .id()
                                                            .label()
                                                            .equals(made.keyName()));
                };
        if (!fits) {
            throw no("no such key is made in this step");
        }
        state.keyMade(made.keyName(), made.publicKey(), made.label());
    }

    private void signed(int step, Octets der) {
        requireStep(step);
        requireReadBack();
        state.done(
                switch (step()) {
                    case CeremonyStep.SignCaCertificate(var linted, var occasion) -> {
                        verify(linted.content().signer(), linted.toBeSigned(), der);
                        yield new CeremonyResult.CaCertificateSigned(linted, occasion, der);
                    }
                    case CeremonyStep.SignOcspSigner(var linted, var key) -> {
                        verify(linted.content().signer(), linted.toBeSigned(), der);
                        yield new CeremonyResult.OcspSignerSigned(linted, key, der);
                    }
                    case CeremonyStep.SignCrl(var linted, var revocations) -> {
                        verify(linted.content().issuer().identity(), linted.toBeSigned(), der);
                        yield new CeremonyResult.CrlSigned(linted, revocations, der);
                    }
                    case CeremonyStep _ -> throw no("nothing is signed in this step");
                });
    }

    private void verify(GenerationIdentity signer, Octets toBeSigned, Octets der) {
        SignatureCheck.problem(
                        der,
                        toBeSigned,
                        SignatureIdentifier.algorithmFor(signer.algorithm()),
                        signer.key().publicKey())
                .ifPresent(problem -> {
                    throw no("what the token signed cannot be taken: " + problem);
                });
    }

    private void destroyed(TranscriptEvent.KeyDestroyed destroyed) {
        requireStep(destroyed.step());
        requireReadBack();
        if (!(step() instanceof CeremonyStep.DestroyKey(var identity))
                || !identity.id().sha256().equals(destroyed.generation())) {
            throw no("no such key is destroyed in this step");
        }
        state.done(new CeremonyResult.KeyDestroyed(identity, destroyed.refusal()));
    }

    private void done(int number) {
        requireStep(number);
        require(CeremonyRole.ADMINISTRATOR);
        switch (step()) {
            case CeremonyStep.RollCall _ -> {
                if (!people.isQuorate(state.present().keySet().stream().toList())) {
                    throw no(
                            "not enough people are here: the administrator, the witness and "
                                    + people.quorum()
                                    + " custodians are needed");
                }
                state.done(null);
            }
            case CeremonyStep.GenerateKeyPair(_, var identity, var schedule) -> {
                requireReadBack();
                state.done(new CeremonyResult.KeyGenerated(identity, schedule));
            }
            case CeremonyStep _ -> throw no("this step is not done by saying so");
        }
    }

    private void ask(int step, String reason) {
        requireStep(step);
        require(CeremonyRole.ADMINISTRATOR);
        requireReason(reason);
        if (step() instanceof CeremonyStep.RollCall || step() instanceof CeremonyStep.Close) {
            throw no("the roll call and the close are never passed over");
        }
        state.deviationAsked(reason);
    }

    private void close() {
        require(CeremonyRole.ADMINISTRATOR);
        requireReadBack();
        if (!(step() instanceof CeremonyStep.Close)) {
            throw no("the ceremony is not at its end");
        }
        state.done(null);
        state.ended(RunState.Status.CLOSED);
    }

    private CeremonyStep step() {
        return state.currentStep().orElseThrow(() -> no("no step is left")).step();
    }

    private void requireStep(int number) {
        var present = state.currentStep().map(PlannedStep::number).orElse(0);
        if (present != number) {
            throw no("step " + number + " is not the present one, which is " + present);
        }
        if (!state.present().containsKey(entry.person())) {
            throw no("'" + entry.person() + "' has not signed in to this ceremony");
        }
    }

    private CeremonyRole role() {
        var role = state.present().get(entry.person());
        if (role == null) {
            throw no("'" + entry.person() + "' has not signed in to this ceremony");
        }
        return role;
    }

    private void require(CeremonyRole wanted) {
        if (role() != wanted) {
            throw no("only the " + wanted.title() + " does this");
        }
    }

    private void requireReadBack() {
        if (!state.isReadBack()) {
            throw no("the digest has not been read back by the administrator and the witness");
        }
    }

    private void requireInitials(String initials) {
        if (initials.isBlank() || initials.length() > LONGEST_INITIALS) {
            throw no("initials have 1 to " + LONGEST_INITIALS + " characters");
        }
    }

    private void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw no("a reason of up to " + LONGEST_REASON + " characters is needed");
        }
    }

    private static IllegalMoveException no(String why) {
        return new IllegalMoveException(
                Character.toUpperCase(why.charAt(0)) + why.substring(1) + ". Nothing was done.");
    }
}
