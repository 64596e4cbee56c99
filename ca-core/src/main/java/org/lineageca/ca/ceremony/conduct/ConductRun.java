package org.lineageca.ca.ceremony.conduct;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/**
 * Leads people through a run, each from a browser of their own. What may come next is the
 * transcript's to say; an effect on the token comes before the entry that tells of it, and is such
 * that asking again after a crash changes nothing.
 */
public final class ConductRun {

    private final CeremonyStore ceremonies;
    private final CeremonyRecords records;
    private final RunTokens tokens;
    private final RunTranscripts transcripts;
    private final ShareRounds rounds;
    private final RunEndings endings;
    private final RunningProgram program;
    private final InstantSource clock;

    public ConductRun(
            CeremonyStore ceremonies,
            CeremonyRecords records,
            RunTokens tokens,
            PeopleHere people,
            Aftermath aftermath,
            RunningProgram program,
            InstantSource clock) {
        this.ceremonies = ceremonies;
        this.records = records;
        this.tokens = tokens;
        this.transcripts = new RunTranscripts(ceremonies, people, clock);
        this.endings = new RunEndings(ceremonies, transcripts, tokens, aftermath, clock);
        this.rounds = new ShareRounds(ceremonies, transcripts, tokens, people, endings);
        this.program = program;
        this.clock = clock;
    }

    /** Begins a rehearsal, or the real run of a plan that is authorised. */
    public long open(Actor actor, long ceremonyId, RunKind kind) {
        actor.require(Permission.CEREMONY);
        var ceremony =
                ceremonies.find(ceremonyId).orElseThrow(() -> notFound("ceremony", ceremonyId));
        var token = tokens.of(kind);
        if (kind == RunKind.REAL) {
            requireReady(ceremony, token);
        }
        var first =
                TranscriptEntry.of(
                        1,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        actor.name(),
                        new TranscriptEvent.Opened(
                                ceremony.plan().digest(),
                                kind,
                                program.version(),
                                program.sha256(),
                                ceremony.valid().stream().map(Approval::toString).toList()),
                        TranscriptEntry.START);
        RunState.of(ceremony.plan(), java.util.List.of(first));
        // Whatever left it open: it is opened by the custodians of this run.
        tokens.lockIfActive(kind);
        return ceremonies
                .open(ceremony, kind, first, clock.instant(), actor)
                .orElseThrow(() ->
                        new IllegalMoveException(
                                "Another "
                                        + (kind == RunKind.REAL ? "ceremony" : "rehearsal")
                                        + " is going on. Nothing was begun. Wait for its end, or abort it."));
    }

    private void requireReady(Ceremony ceremony, CeremonyToken token) {
        if (ceremony.state() != Ceremony.State.AUTHORISED) {
            throw new IllegalMoveException(
                    "Ceremony "
                            + ceremony.id()
                            + " is "
                            + ceremony.state()
                            + ". It was not begun. The administrator, the witness and a quorum of custodians must approve the plan, and a plan is run once.");
        }
        var plan = ceremony.plan();
        if (!token.label().equals(plan.script().token())) {
            throw new IllegalMoveException(
                    "The plan is for token '"
                            + plan.script().token()
                            + "', here is '"
                            + token.label()
                            + "'. Nothing was begun.");
        }
        var now = records.read(plan.script(), plan.record().serials());
        if (!now.text().equals(plan.record().text())) {
            throw new IllegalMoveException(
                    "What is on record has changed since the plan was made. Nothing was begun. Plan the ceremony anew and have it approved.");
        }
    }

    public RunView view(Actor actor, long run) {
        actor.require(Permission.VIEW);
        var opened = ceremonies.opened(run).orElseThrow(() -> notFound("run", run));
        return new RunView(
                opened.run(),
                opened.ceremony(),
                transcripts.state(run),
                opened.run().endedAt() == null ? tokens.status(opened.run().kind()) : null);
    }

    /** Says that the actor is here. */
    public RunState join(Actor actor, long run) {
        actor.require(Permission.CEREMONY);
        return transcripts.join(actor, run);
    }

    /** Has the token draw a PIN and split it; each custodian then takes a share. */
    public RunState split(Actor actor, long run) {
        actor.require(Permission.CEREMONY);
        return rounds.split(actor, run);
    }

    /** The actor's own share: CMS EnvelopedData that only they can open. */
    public Octets takeShare(Actor actor, long run) {
        actor.require(Permission.CEREMONY);
        return rounds.take(actor, run);
    }

    /**
     * Hands in the actor's share.
     *
     * @param sealed to the signer's one-time key; nobody between the custodian and the signer reads
     *     it
     */
    public RunState handIn(Actor actor, long run, Octets sealed) {
        actor.require(Permission.CEREMONY);
        return rounds.handIn(actor, run, sealed);
    }

    /** Puts the actor's initials to the digest that is read back. */
    public RunState readBack(Actor actor, long run, Octets sha256, String initials) {
        actor.require(Permission.CEREMONY);
        // The digest binds it to the step.
        return transcripts.appendInAnyOrder(
                actor,
                run,
                state ->
                        new TranscriptEvent.ReadBack(
                                RunTranscripts.number(state), sha256, initials.strip()));
    }

    /** Asks to pass over the present step. */
    public RunState askDeviation(Actor actor, long run, String reason) {
        actor.require(Permission.CEREMONY);
        return transcripts.append(
                actor,
                run,
                state ->
                        new TranscriptEvent.DeviationAsked(
                                RunTranscripts.number(state), reason.strip()));
    }

    /** Lets the present step be passed over. */
    public RunState witnessDeviation(Actor actor, long run, String initials) {
        actor.require(Permission.CEREMONY);
        return transcripts.append(
                actor,
                run,
                state ->
                        new TranscriptEvent.DeviationWitnessed(
                                RunTranscripts.number(state), initials.strip()));
    }

    /** Ends a run before its end: the keys it made are destroyed. */
    public RunState abort(Actor actor, long run, String reason) {
        actor.require(Permission.CEREMONY);
        return endings.abort(actor, run, reason);
    }

    /** Does what the present step comes to next; the administrator's move. */
    public RunState advance(Actor actor, long run) {
        actor.require(Permission.CEREMONY);
        var state = transcripts.state(run);
        var step =
                state.currentStep()
                        .orElseThrow(() -> new IllegalMoveException("The ceremony has ended."));
        var number = step.number();
        return switch (step.step()) {
            // Somebody may say that they are here at this very moment.
            case CeremonyStep.RollCall _ ->
                    transcripts.appendInAnyOrder(
                            actor,
                            run,
                            latest ->
                                    new TranscriptEvent.Done(
                                            number, latest.present().size() + " present"));
            case CeremonyStep.GenerateKeyPair generate ->
                    state.keys().containsKey(generate.keyName())
                            ? append(
                                    actor,
                                    run,
                                    new TranscriptEvent.Done(number, "fingerprint read back"))
                            : generate(actor, run, state, number, generate);
            case CeremonyStep.SignCaCertificate _,
                    CeremonyStep.SignOcspSigner _,
                    CeremonyStep.SignCrl _ ->
                    sign(actor, run, state, number, step.step());
            case CeremonyStep.DestroyKey(var identity) -> {
                if (state.digest().isEmpty()) {
                    yield prepare(actor, run, number, identity.id().sha256());
                }
                requireMove(actor, run, state);
                var refusal = tokens.destroy(state.kind(), identity);
                yield append(
                        actor,
                        run,
                        new TranscriptEvent.KeyDestroyed(number, identity.id().sha256(), refusal));
            }
            case CeremonyStep.Close _ ->
                    state.digest().isEmpty()
                            ? prepare(actor, run, number, state.head())
                            : endings.close(actor, run);
            case CeremonyStep.InitialiseToken _,
                    CeremonyStep.ActivateToken _,
                    CeremonyStep.ReshareToken _ ->
                    rounds.recognise(actor, run);
        };
    }

    private RunState generate(
            Actor actor,
            long run,
            RunState state,
            int number,
            CeremonyStep.GenerateKeyPair generate) {
        var label = "run-" + run + "-" + generate.keyName();
        // Refused before a key comes to be, by the same rules as afterwards.
        transcripts.probe(
                actor,
                state,
                new TranscriptEvent.KeyMade(
                        number, generate.keyName(), generate.identity().key().publicKey(), label));
        var key = tokens.generate(state.kind(), label, generate.identity().algorithm());
        return append(
                actor,
                run,
                new TranscriptEvent.KeyMade(
                        number, generate.keyName(), key.handle().publicKey(), label));
    }

    private RunState sign(Actor actor, long run, RunState state, int number, CeremonyStep step) {
        if (state.digest().isEmpty()) {
            return prepare(actor, run, number, step.toBeSigned().orElseThrow().sha256());
        }
        requireMove(actor, run, state);
        return append(
                actor, run, new TranscriptEvent.Signed(number, tokens.sign(state.kind(), step)));
    }

    /** The token is asked only for what both have read back, by the administrator. */
    private static void requireMove(Actor actor, long run, RunState state) {
        if (!actor.name().equals(state.plan().script().people().administrator())
                || !state.isReadBack()) {
            throw new IllegalMoveException(
                    "In run "
                            + run
                            + " the administrator goes on, once administrator and witness have read the digest back. The token was not asked.");
        }
    }

    private RunState prepare(Actor actor, long run, int number, Octets sha256) {
        return append(actor, run, new TranscriptEvent.Prepared(number, sha256));
    }

    private RunState append(Actor actor, long run, TranscriptEvent event) {
        return transcripts.append(actor, run, _ -> event);
    }

    /**
     * Takes up what a stop or a loss of power left: to be called when the program starts. Runs that
     * go on get an entry saying so; what had ended is brought to its end.
     */
    public void resume(Actor actor) {
        actor.require(Permission.OPERATE);
        endings.resume(actor, program);
    }

    static RefusedException notFound(String what, long id) {
        return new RefusedException(
                Refusal.NOT_FOUND, "There is no " + what + " " + id + ". Nothing was done.");
    }
}
