package org.lineageca.ca.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/** What clients asked under a key of their own, and what they were answered. */
public interface AnsweredRequests {

    /**
     * A client's name for one request of its own.
     *
     * @param key 1 to 255 characters
     */
    record Name(String client, String key) {}

    /**
     * An answer as it can be given again.
     *
     * @param location null where none was given
     * @param body JSON
     */
    record Answer(int status, @Nullable String location, String body) {}

    /** How a request stands. */
    sealed interface Standing {

        /** It is the caller's now to answer it. */
        record Claimed() implements Standing {}

        /** It was answered. */
        record Answered(Answer answer) implements Standing {}

        /** Somebody else is answering it. */
        record UnderWay() implements Standing {}

        /** The key was used for another request. */
        record Another() implements Standing {}
    }

    /**
     * Claims a request, unless it was claimed before.
     *
     * @param at now
     * @param forgetBefore what was claimed earlier is forgotten, whatever became of it
     * @param abandonedBefore what was claimed earlier and has no answer is no longer being answered
     */
    Standing claim(
            Name name,
            Octets requestSha256,
            Instant at,
            Instant forgetBefore,
            Instant abandonedBefore);

    /** Keeps the answer. */
    void answered(Name name, Instant claimedAt, Answer answer);

    /** Gives up a claim: nothing was done, and the same key may be used again. */
    void released(Name name, Instant claimedAt);
}
