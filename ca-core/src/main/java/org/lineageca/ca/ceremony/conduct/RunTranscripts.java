package org.lineageca.ca.ceremony.conduct;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.lifecycle.Person;

/**
 * Transcripts as they are read and added to. Entries are never changed, so a state once folded is
 * kept, and only what came later is read.
 */
final class RunTranscripts {

    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_KEPT = 8;

    private final CeremonyStore ceremonies;
    private final PeopleHere people;
    private final InstantSource clock;
    private final Cache<Long, RunState> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    RunTranscripts(CeremonyStore ceremonies, PeopleHere people, InstantSource clock) {
        this.ceremonies = ceremonies;
        this.people = people;
        this.clock = clock;
    }

    RunState state(long run) {
        var state = Optional.ofNullable(kept.getIfPresent(run)).flatMap(each -> grown(run, each));
        var present = state.orElseGet(() -> read(run));
        kept.put(run, present);
        return present;
    }

    /** Empty if it is not how the transcript on file begins: the database was put back. */
    private Optional<RunState> grown(long run, RunState state) {
        var last = state.entries().getLast();
        var entries = ceremonies.entries(run, last.sequence());
        if (entries.isEmpty() || !entries.getFirst().equals(last)) {
            return Optional.empty();
        }
        return Optional.of(
                entries.size() == 1 ? state : state.with(entries.subList(1, entries.size())));
    }

    private RunState read(long run) {
        var file = ceremonies.run(run).orElseThrow(() -> ConductRun.notFound("run", run));
        return RunState.of(file.plan(), file.entries());
    }

    static int number(RunState state) {
        return state.currentStep()
                .orElseThrow(() -> new IllegalMoveException("The ceremony has ended."))
                .number();
    }

    TranscriptEntry entry(RunState state, String person, TranscriptEvent event) {
        return TranscriptEntry.of(
                state.entries().size() + 1L,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                person,
                event,
                state.head());
    }

    /** Whether an entry might follow; throws if not. */
    void probe(Actor actor, RunState state, TranscriptEvent event) {
        state.with(entry(state, actor.name(), event));
    }

    /** Adds what comes next, if it may. */
    RunState append(Actor actor, long run, Function<RunState, TranscriptEvent> event) {
        var state = state(run);
        return append(actor, run, state, actor.name(), event.apply(state));
    }

    RunState append(Actor actor, long run, RunState state, String person, TranscriptEvent event) {
        var entry = entry(state, person, event);
        var next = state.with(entry);
        requireFirst(ceremonies.append(run, entry, actor));
        return next;
    }

    /**
     * Adds what is as good a moment later: where many make the same move at once, who was second
     * comes after.
     */
    RunState appendInAnyOrder(Actor actor, long run, Function<RunState, TranscriptEvent> event) {
        for (var attempt = 1; attempt < MOST_AT_ONCE; attempt++) {
            var state = state(run);
            var entry = entry(state, actor.name(), event.apply(state));
            var next = state.with(entry);
            if (ceremonies.append(run, entry, actor)) {
                return next;
            }
        }
        return append(actor, run, event);
    }

    static void requireFirst(boolean appended) {
        if (!appended) {
            throw new IllegalMoveException(
                    "Someone else made a move at the same moment. Yours was not made. Look again.");
        }
    }

    RunState join(Actor actor, long run) {
        return appendInAnyOrder(
                actor,
                run,
                state ->
                        new TranscriptEvent.Joined(
                                state.plan()
                                        .script()
                                        .people()
                                        .roleOf(actor.name())
                                        .orElse(CeremonyRole.CUSTODIAN),
                                people.find(actor.name())
                                        .map(Person::fingerprint)
                                        .orElseThrow(() ->
                                                new IllegalMoveException(
                                                        actor.name()
                                                                + " is not registered as a person. Nothing was done."))));
    }
}
