package org.lineageca.hsm.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;

/**
 * A request on its way to a reply, across as many connections as it takes within its time.
 *
 * <p>Its future never completes exceptionally: what goes wrong is a {@link Reply.Failed}.
 */
final class Call {

    private final Request request;
    private final Duration limit;
    private final long begun = System.nanoTime();
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private volatile String obstacle = "its signer has not answered";
    private volatile boolean sent;

    Call(Request request, Duration limit) {
        this.request = request;
        this.limit = limit;
    }

    Request request() {
        return request;
    }

    Duration limit() {
        return limit;
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    boolean isOverdue() {
        return System.nanoTime() - begun > limit.toNanos();
    }

    boolean isDone() {
        return reply.isDone();
    }

    /** From here on the signer may have done it. */
    void markSent() {
        sent = true;
    }

    /** What the caller is told if time runs out now. */
    void hindered(String why) {
        obstacle = why;
    }

    void complete(Reply result) {
        reply.complete(result);
    }

    /** Ends it without a result. */
    void giveUp(@Nullable String why) {
        var text = why == null ? obstacle : why;
        if (sent && !request.isRepeatable()) {
            text += ", " + request.uncertainty();
        }
        complete(new Reply.Failed(new Outcome.Failure(Outcome.Kind.UNAVAILABLE, text)));
    }

    /** Whether a second try may be made of what a connection lost. */
    boolean isRepeatable() {
        return !sent || request.isRepeatable();
    }

    /** Has something run once it is done, or now if it is. */
    void whenDone(Runnable task) {
        var _ = reply.thenRun(task);
    }
}
