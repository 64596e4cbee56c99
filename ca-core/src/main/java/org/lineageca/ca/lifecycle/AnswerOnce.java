package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AnsweredRequests.Answer;
import org.lineageca.ca.lifecycle.AnsweredRequests.Standing;
import org.lineageca.octets.Octets;

/**
 * Gives one answer to however many copies of a request that bear the same key of the same client
 * (draft-ietf-httpapi-idempotency-key-header), for a day.
 *
 * <p>Only what was done is kept. A refusal changed nothing, so the same key may be tried again. If
 * a node dies between the work and its answer, the request is open again after a minute; the use
 * cases themselves see to it that nothing happens twice then.
 */
public final class AnswerOnce {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private final AnsweredRequests requests;
    private final InstantSource clock;

    public AnswerOnce(AnsweredRequests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param requestSha256 of everything that makes it this request
     * @param work does it; what it throws passes, and leaves the key unused
     * @throws RefusedException when the key was used for another request, or its request is being
     *     answered
     */
    public Answer answer(Actor actor, String key, Octets requestSha256, Supplier<Answer> work) {
        var name = new AnsweredRequests.Name(actor.name(), key);
        // As exactly as the database keeps it: it is what this claim is known by.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var standing =
                requests.claim(name, requestSha256, now, now.minus(KEPT), now.minus(ABANDONED));
        return switch (standing) {
            case Standing.Claimed() -> {
                var isDone = false;
                try {
                    var answer = work.get();
                    isDone = true;
                    requests.answered(name, now, answer);
                    yield answer;
                } finally {
                    if (!isDone) {
                        requests.released(name, now);
                    }
                }
            }
            case Standing.Answered(var answer) -> answer;
            case Standing.UnderWay() ->
                    throw new RefusedException(
                            Refusal.REQUEST_UNDER_WAY,
                            "The request with this Idempotency-Key is still being answered. Nothing was done for this copy of it. Send it again in a moment.");
            case Standing.Another() ->
                    throw new RefusedException(
                            Refusal.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key was used for another request within the last 24 hours. Nothing was done. Draw a new key for each request.");
        };
    }
}
