package org.lineageca.ca.ceremony.conduct;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEvent;

/** How runs end, and what is left to do when they were cut short. */
final class RunEndings {

    private final CeremonyStore ceremonies;
    private final RunTranscripts transcripts;
    private final RunTokens tokens;
    private final Aftermath aftermath;
    private final InstantSource clock;

    RunEndings(
            CeremonyStore ceremonies,
            RunTranscripts transcripts,
            RunTokens tokens,
            Aftermath aftermath,
            InstantSource clock) {
        this.ceremonies = ceremonies;
        this.transcripts = transcripts;
        this.tokens = tokens;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** The record is signed, kept, taken over, packed; then the token is locked. */
    RunState close(Actor actor, long run) {
        var state = transcripts.state(run);
        var exchangeKey =
                state.exchangeKey()
                        .orElseThrow(() ->
                                new IllegalMoveException(
                                        "The token was never active in this run, so nobody can sign its record. It was not closed. Abort it."));
        var entry = transcripts.entry(state, actor.name(), new TranscriptEvent.Closed(null));
        var closed = state.with(entry);
        var signature = tokens.signRecord(state.kind(), exchangeKey, entry);
        RunTranscripts.requireFirst(
                ceremonies.close(run, entry, signature, exchangeKey, clock.instant(), actor));
        if (state.kind() == RunKind.REAL) {
            aftermath.settle(run, closed, actor);
            aftermath.pack(run, closed, actor);
        }
        tokens.lock(state.kind());
        return closed;
    }

    RunState abort(Actor actor, long run, String reason) {
        var state = transcripts.state(run);
        var entry =
                transcripts.entry(state, actor.name(), new TranscriptEvent.Aborted(reason.strip()));
        var aborted = state.with(entry);
        RunTranscripts.requireFirst(ceremonies.abort(run, entry, clock.instant(), actor));
        var ended = aborted;
        if (state.kind() == RunKind.REAL) {
            aftermath.settle(run, aborted, actor);
            if (tokens.isActive(state.kind())) {
                ended = destroyOrphans(actor, run, aborted);
            }
        }
        tokens.lock(state.kind());
        return ended;
    }

    /** Destroys the keys of all real runs that were aborted. */
    void destroyOrphans(Actor actor) {
        for (var run : ceremonies.aborted()) {
            destroyOrphans(actor, run, transcripts.state(run));
        }
    }

    private RunState destroyOrphans(Actor actor, long run, RunState aborted) {
        var state = aborted;
        for (var orphan : aborted.orphans().entrySet()) {
            var label = aborted.keyLabels().get(orphan.getKey());
            if (label == null) {
                continue;
            }
            var refusal =
                    tokens.destroy(RunKind.REAL, label, orphan.getValue())
                            .orElse("the token has no key of that label");
            state =
                    transcripts.append(
                            actor,
                            run,
                            state,
                            actor.name(),
                            new TranscriptEvent.OrphanDestroyed(
                                    orphan.getKey(), orphan.getValue(), refusal));
        }
        return state;
    }

    /** Packs what had ended while the token could not sign any more. */
    void packWhatWaits(Actor actor) {
        for (var ceremony : ceremonies.all()) {
            for (var run : ceremony.runs()) {
                if (run.kind() == RunKind.REAL && run.signature() != null) {
                    aftermath.pack(run.id(), transcripts.state(run.id()), actor);
                }
            }
        }
    }

    void resume(Actor actor, RunningProgram program) {
        for (var id : ceremonies.unsettled()) {
            var state = transcripts.state(id);
            if (state.status() == RunState.Status.RUNNING) {
                transcripts.append(
                        actor,
                        id,
                        state,
                        state.plan().script().people().administrator(),
                        new TranscriptEvent.Resumed(program.version(), program.sha256()));
            } else if (state.kind() == RunKind.REAL) {
                aftermath.settle(id, state, actor);
            }
        }
        for (var kind : tokens.kinds()) {
            if (tokens.isActive(kind) && !isRunning(kind)) {
                if (kind == RunKind.REAL) {
                    destroyOrphans(actor);
                    packWhatWaits(actor);
                }
                tokens.lock(kind);
            }
        }
    }

    private boolean isRunning(RunKind kind) {
        return ceremonies.unsettled().stream()
                .map(transcripts::state)
                .anyMatch(
                        state -> state.kind() == kind && state.status() == RunState.Status.RUNNING);
    }
}
