package org.lineageca.ocsp.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.octets.Octets;

/**
 * The answers about one certificate, one for each way of asking: SHA-1 or SHA-256, parameters NULL
 * or absent. A list that is linked rather than held in another, since there are so many of them.
 */
final class KeptAnswer {

    /** What an answer costs in memory beside its octets, with its key and its place: measured. */
    private static final int OVERHEAD = 280;

    private static final int WAYS_OF_ASKING = 4;

    private final SignedAnswer answer;
    private final @Nullable KeptAnswer next;

    /** Whether somebody got it. Set without care for other threads: it is a hint. */
    private boolean asked;

    private KeptAnswer(SignedAnswer answer, boolean asked, @Nullable KeptAnswer next) {
        this.answer = answer;
        this.asked = asked;
        this.next = next;
    }

    /** The answers that are there and this one, which replaces one to the same question. */
    static KeptAnswer with(@Nullable KeptAnswer present, Octets certId, SignedAnswer answer) {
        return new KeptAnswer(answer, false, without(present, certId, WAYS_OF_ASKING - 1));
    }

    private static @Nullable KeptAnswer without(
            @Nullable KeptAnswer present, Octets certId, int most) {
        if (present == null || most == 0) {
            return null;
        }
        if (present.answer.response().isAbout(certId)) {
            return without(present.next, certId, most);
        }
        return new KeptAnswer(
                present.answer, present.asked, without(present.next, certId, most - 1));
    }

    /** The answer to exactly this question, which is thereby asked for. */
    Optional<SignedAnswer> to(Octets certId) {
        for (var kept = this; kept != null; kept = kept.next) {
            if (kept.answer.response().isAbout(certId)) {
                kept.asked = true;
                return Optional.of(kept.answer);
            }
        }
        return Optional.empty();
    }

    SignedAnswer answer() {
        return answer;
    }

    boolean wasAsked() {
        return asked;
    }

    @Nullable KeptAnswer next() {
        return next;
    }

    /** In octets, about. */
    int weight() {
        var weight = 0;
        for (var kept = this; kept != null; kept = kept.next) {
            weight += OVERHEAD + kept.answer.response().head().length();
        }
        return weight;
    }
}
