package org.lineageca.ca.minutes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.PlannedStep;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.octets.Octets;

/**
 * One step of the plan, and what the transcript tells of it.
 *
 * @param planned as it was approved
 * @param exact the same with the keys that were made
 * @param entries in order; none for a step that was not reached
 * @param end how it ended
 */
record StepStory(
        PlannedStep planned, PlannedStep exact, List<TranscriptEntry> entries, StepEnd end) {

    /** How a step ended. */
    enum StepEnd {
        DONE("done"),
        PASSED_OVER("passed over"),
        ABORTED("aborted here"),
        OPEN("not ended"),
        NOT_REACHED("not reached");

        private final String text;

        StepEnd(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    StepStory {
        entries = List.copyOf(entries);
    }

    /** All steps, in order. */
    static List<StepStory> of(RunState state) {
        var reached =
                1
                        + state.entries().stream()
                                .mapToInt(entry -> entry.event().stepOrZero())
                                .max()
                                .orElse(0);
        var stories = new ArrayList<StepStory>();
        for (var planned : state.plan().steps()) {
            var number = planned.number();
            var entries =
                    state.entries().stream().filter(entry -> isOf(entry, number, state)).toList();
            stories.add(
                    new StepStory(
                            planned,
                            state.steps().get(number - 1),
                            entries,
                            end(state, number, entries, reached)));
        }
        return List.copyOf(stories);
    }

    private static boolean isOf(TranscriptEntry entry, int number, RunState state) {
        return entry.event().stepOrZero() == number
                || (entry.event() instanceof TranscriptEvent.Closed
                        && number == state.plan().steps().size());
    }

    private static StepEnd end(
            RunState state, int number, List<TranscriptEntry> entries, int reached) {
        if (state.isDeviated(number)) {
            return StepEnd.PASSED_OVER;
        }
        var step = state.plan().steps().get(number - 1).step();
        if (entries.stream().anyMatch(entry -> isEnd(entry.event(), step))) {
            return StepEnd.DONE;
        }
        if (number > reached) {
            return StepEnd.NOT_REACHED;
        }
        if (entries.isEmpty() && number == reached) {
            return state.status() == RunState.Status.ABORTED
                    ? StepEnd.ABORTED
                    : StepEnd.NOT_REACHED;
        }
        return state.status() == RunState.Status.ABORTED ? StepEnd.ABORTED : StepEnd.OPEN;
    }

    private static boolean isEnd(TranscriptEvent event, CeremonyStep step) {
        return switch (event) {
            // After a loss of power the token is activated in the middle of another step.
            case TranscriptEvent.Activated _ ->
                    step instanceof CeremonyStep.InitialiseToken
                            || step instanceof CeremonyStep.ActivateToken
                            || step instanceof CeremonyStep.ReshareToken;
            case TranscriptEvent.Signed _,
                    TranscriptEvent.KeyDestroyed _,
                    TranscriptEvent.Done _,
                    TranscriptEvent.Closed _ ->
                    true;
            case TranscriptEvent.Opened _,
                    TranscriptEvent.Joined _,
                    TranscriptEvent.Resumed _,
                    TranscriptEvent.SharesProposed _,
                    TranscriptEvent.ShareTaken _,
                    TranscriptEvent.ShareHandedIn _,
                    TranscriptEvent.Prepared _,
                    TranscriptEvent.ReadBack _,
                    TranscriptEvent.KeyMade _,
                    TranscriptEvent.DeviationAsked _,
                    TranscriptEvent.DeviationWitnessed _,
                    TranscriptEvent.Aborted _,
                    TranscriptEvent.OrphanDestroyed _ ->
                    false;
        };
    }

    int number() {
        return planned.number();
    }

    /** The entries of one kind of event. */
    <E extends TranscriptEvent> List<E> events(Class<E> kind) {
        return entries.stream()
                .map(TranscriptEntry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The digest that was read back last; an interruption may have it fixed twice. */
    Optional<Octets> digest() {
        return events(TranscriptEvent.ReadBack.class).reversed().stream()
                .map(TranscriptEvent.ReadBack::sha256)
                .findFirst();
    }

    /** Who read it back. */
    List<TranscriptEntry> readers() {
        return entries.stream()
                .filter(entry -> entry.event() instanceof TranscriptEvent.ReadBack)
                .toList();
    }
}
