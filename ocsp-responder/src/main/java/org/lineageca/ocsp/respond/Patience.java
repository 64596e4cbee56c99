package org.lineageca.ocsp.respond;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.lineageca.ocsp.protocol.ErrorStatus;

/**
 * Tells those to try later whose answer takes too long.
 *
 * <p>Looks at all of them now and then: an alarm for each would cost more than it is worth.
 */
final class Patience {

    private record Wait(CompletableFuture<Reply> reply, Instant end) {}

    private final Duration length;
    private final InstantSource clock;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

    Patience(Duration length, InstantSource clock) {
        this.length = length;
        this.clock = clock;
    }

    /** The same future, which from now on has its time. */
    CompletableFuture<Reply> with(CompletableFuture<Reply> reply) {
        if (!reply.isDone()) {
            var wait = new Wait(reply, clock.instant().plus(length));
            waits.add(wait);
            var _ = reply.whenComplete((_, _) -> waits.remove(wait));
        }
        return reply;
    }

    /** Ends the waits that have lasted too long. */
    void look() {
        var now = clock.instant();
        for (var wait : waits) {
            if (now.isAfter(wait.end())) {
                wait.reply().complete(new Reply.Refused(ErrorStatus.TRY_LATER));
            }
        }
    }
}
