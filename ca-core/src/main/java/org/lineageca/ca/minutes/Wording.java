package org.lineageca.ca.minutes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEvent;

/** What minutes say of things. */
final class Wording {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String ofDay(Instant at) {
        return OF_DAY.format(at);
    }

    /**
     * What stands across every page of what must not be taken for a ceremony that was completed.
     */
    static String mark(RunState state, boolean isInOrder) {
        return switch (state.status()) {
            case CLOSED -> {
                if (!isInOrder) {
                    yield "NOT IN ORDER";
                }
                yield state.kind() == RunKind.REHEARSAL ? "REHEARSAL" : "";
            }
            case ABORTED -> state.kind() == RunKind.REHEARSAL ? "REHEARSAL" : "ABORTED";
            case RUNNING -> state.kind() == RunKind.REHEARSAL ? "REHEARSAL" : "NOT ENDED";
        };
    }

    /**
     * What came of it all.
     *
     * @param isAsPlanned whether it is a ceremony that went by its plan to the end
     */
    record Result(String text, boolean isAsPlanned) {}

    static Result result(RunState state, List<StepStory> stories, boolean isInOrder) {
        var passedOver =
                stories.stream()
                        .filter(story -> story.end() == StepStory.StepEnd.PASSED_OVER)
                        .count();
        var text =
                switch (state.status()) {
                    case CLOSED -> closed(passedOver, stories.size(), isInOrder);
                    case ABORTED -> "Aborted before its end";
                    case RUNNING -> "Not ended";
                };
        return state.kind() == RunKind.REAL
                ? new Result(
                        text,
                        state.status() == RunState.Status.CLOSED && isInOrder && passedOver == 0)
                : new Result(
                        "A rehearsal on a throw-away token: nothing that was signed in it counts. "
                                + text,
                        false);
    }

    private static String closed(long passedOver, int steps, boolean isInOrder) {
        if (!isInOrder) {
            return "The record is not in order; see the checks";
        }
        return passedOver == 0
                ? "Completed: every step as planned"
                : "Completed, with %s of %s steps passed over".formatted(passedOver, steps);
    }

    /** What a digest that people read back is of. */
    static String digestOf(StepStory story) {
        return switch (story.exact().step()) {
            case CeremonyStep.GenerateKeyPair _ -> "SHA-256 of the public key";
            case CeremonyStep.DestroyKey _ -> "SHA-256 of the public key";
            case CeremonyStep.Close _ -> "SHA-256 of the transcript's last entry";
            case CeremonyStep signs ->
                    signs.toBeSigned()
                            .map(octets ->
                                    "SHA-256 of the %s octets to be signed"
                                            .formatted(octets.length()))
                            .orElse("Digest");
        };
    }

    /** What came of a step. */
    static String outcome(StepStory story, RunState state) {
        return switch (story.end()) {
            case PASSED_OVER -> "Passed over; see the deviations.";
            case ABORTED -> "The run was aborted here.";
            case OPEN -> "Not ended.";
            case NOT_REACHED -> "Not reached.";
            case DONE -> done(story, state);
        };
    }

    private static String done(StepStory story, RunState state) {
        return switch (story.exact().step()) {
            case CeremonyStep.RollCall _ -> "Present: " + String.join(", ", inOrder(state)) + ".";
            case CeremonyStep.InitialiseToken _,
                    CeremonyStep.ActivateToken _,
                    CeremonyStep.ReshareToken _ ->
                    shares(story, state);
            case CeremonyStep.GenerateKeyPair(var name, _, _) ->
                    "Key %s was made on the token, labelled %s."
                            .formatted(name, state.keyLabels().get(name));
            case CeremonyStep.SignCaCertificate _, CeremonyStep.SignOcspSigner _ ->
                    "The certificate was signed; its signature verifies.";
            case CeremonyStep.SignCrl _ -> "The CRL was signed; its signature verifies.";
            case CeremonyStep.DestroyKey _ ->
                    "The key was destroyed. Asked to sign with it, the token answered: “%s”"
                            .formatted(
                                    story.events(TranscriptEvent.KeyDestroyed.class)
                                            .getFirst()
                                            .refusal());
            case CeremonyStep.Close _ ->
                    "The record was read over, signed by the token, and the token locked.";
        };
    }

    private static List<String> inOrder(RunState state) {
        return state.entries().stream()
                .filter(entry -> entry.event() instanceof TranscriptEvent.Joined)
                .map(entry -> entry.person())
                .toList();
    }

    private static String shares(StepStory story, RunState state) {
        var text = new StringBuilder();
        for (var split : story.events(TranscriptEvent.SharesProposed.class)) {
            text.append(
                    "A random PIN was split into share set %s, any %s of %s of which give it back. "
                            .formatted(split.set(), split.quorum(), split.custodians().size()));
        }
        var handedIn =
                story.entries().stream()
                        .filter(entry -> entry.event() instanceof TranscriptEvent.ShareHandedIn)
                        .collect(
                                Collectors.groupingBy(
                                        entry ->
                                                ((TranscriptEvent.ShareHandedIn) entry.event())
                                                        .set(),
                                        java.util.TreeMap::new,
                                        Collectors.mapping(
                                                entry ->
                                                        "%s (share %s)"
                                                                .formatted(
                                                                        entry.person(),
                                                                        ((TranscriptEvent
                                                                                                .ShareHandedIn)
                                                                                        entry
                                                                                                .event())
                                                                                .index()),
                                                Collectors.joining(", "))));
        handedIn.forEach((set, people) ->
                text.append("Shares of set %s handed in by %s. ".formatted(set, people)));
        if (state.kind() == RunKind.REHEARSAL) {
            var standIns = story.events(TranscriptEvent.KeyMade.class).size();
            if (standIns > 0) {
                text.append(
                        "%s keys of the throw-away token stand for keys of the real one. "
                                .formatted(standIns));
            }
        }
        return text.append("The token is active.").toString();
    }
}
