package org.lineageca.console.ceremony;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/**
 * A run as one person sees it. Each part is a value of its own, so that a page repaints what has
 * changed and leaves alone what somebody is typing into.
 *
 * @param present the step that comes next; null when it has ended
 * @param readBack the digest that is read back; null while none is
 * @param desk what the person does with shares; null for who is no custodian, or has nothing to do
 * @param deviation the wish to pass over the present step; null if there is none
 */
record RunScreen(
        Title title,
        List<Stop> rail,
        @Nullable Present present,
        @Nullable ReadBack readBack,
        Pending pending,
        Viewer viewer,
        @Nullable ShareDesk desk,
        @Nullable Deviation deviation,
        List<Seat> seats,
        Token token,
        List<Line> transcript) {

    private static final Texts TEXTS = Texts.of(RunScreen.class);

    RunScreen {
        rail = List.copyOf(rail);
        seats = List.copyOf(seats);
        transcript = List.copyOf(transcript);
    }

    /** What is going on here. */
    record Title(
            long ceremony,
            long run,
            String name,
            boolean isRehearsal,
            RunState.Status status,
            Instant openedAt) {}

    /** A step on the rail. */
    record Stop(int number, String title, Standing standing) {}

    /** How a step stands. */
    enum Standing {
        DONE,
        PASSED_OVER,
        NOW,
        TO_COME;

        String word() {
            return switch (this) {
                case DONE -> TEXTS.say("done");
                case PASSED_OVER -> TEXTS.say("passed-over");
                case NOW -> TEXTS.say("now");
                case TO_COME -> TEXTS.say("to-come");
            };
        }
    }

    /** The step that comes next, in the plan's words. */
    record Present(
            int number,
            int of,
            String title,
            String doer,
            String action,
            String readAloud,
            String expected) {}

    /**
     * A digest that two people compare.
     *
     * @param what it is a digest of
     */
    record ReadBack(String what, Octets sha256, List<Initial> initials) {

        ReadBack {
            initials = List.copyOf(initials);
        }
    }

    /**
     * Initials to a digest.
     *
     * @param given null until they are
     */
    record Initial(CeremonyRole role, String person, @Nullable String given) {}

    /**
     * Who looks.
     *
     * @param role null for who takes no part
     * @param mayDeviate whether they may ask to pass over the present step
     * @param mayAbort whether they may end the run
     */
    record Viewer(
            String name,
            @Nullable CeremonyRole role,
            boolean isHere,
            boolean mayDeviate,
            boolean mayAbort) {

        boolean is(CeremonyRole wanted) {
            return isHere && role == wanted;
        }
    }

    /**
     * What a custodian has to do with shares.
     *
     * @param index of their new share; null where they get none
     * @param isTaken whether they took it
     * @param isShown whether they handed it in, to show that it can be read
     * @param isActive whether the token is active, so that only the record of it is missing
     * @param advice what to do now
     */
    record ShareDesk(
            @Nullable Integer index,
            boolean isTaken,
            boolean isShown,
            boolean isActive,
            String advice) {}

    /**
     * The administrator wants to pass over the present step.
     *
     * @param isMine whether it waits for who looks
     */
    record Deviation(int step, String reason, boolean isMine) {}

    /**
     * Someone's place at the table.
     *
     * @param since null for who is not here
     */
    record Seat(String person, CeremonyRole role, @Nullable Instant since) {}

    /**
     * How the token stands.
     *
     * @param counts shares handed in, in words
     */
    record Token(TokenState state, List<String> counts) {

        Token {
            counts = List.copyOf(counts);
        }
    }

    /** A token's state for people. */
    enum TokenState {
        BLANK,
        LOCKED,
        ACTIVE,
        SILENT,
        OVER;

        String word() {
            return switch (this) {
                case BLANK -> TEXTS.say("blank");
                case LOCKED -> TEXTS.say("locked");
                case ACTIVE -> TEXTS.say("active");
                case SILENT -> TEXTS.say("no-answer");
                case OVER -> TEXTS.say("not-used-any-more");
            };
        }
    }

    /** A line of the transcript as a sentence. */
    record Line(long sequence, Instant at, String sentence) {}
}
