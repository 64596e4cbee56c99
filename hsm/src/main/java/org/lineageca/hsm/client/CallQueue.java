package org.lineageca.hsm.client;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;

/**
 * Carries calls to a signer and keeps at it until their time is up.
 *
 * <p>One thread takes what waits, puts digests into frames of up to {@link Request#MOST_ENTRIES},
 * and sends them while earlier frames are still being answered; the busier the signer, the fuller
 * the frames.
 */
final class CallQueue implements SignerConnection.Outlet, AutoCloseable {

    private static final int MOST_CALLS = 65_536;

    /**
     * Enough for two that the signer works on and two that wait for it. More would be smaller: what
     * a frame costs is then shared by fewer signatures.
     */
    private static final int MOST_FRAMES = 4;

    private static final String CLOSED = "this client of its signer was closed";
    private static final Duration RETRY = Duration.ofMillis(50);

    /**
     * How often it is looked whose time is up while calls are under way: an alarm for each would
     * cost more.
     */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** What callers do when their time is up must not hold up looking whose is. */
    private static final Executor CALLERS = task -> Thread.ofVirtual().start(task);

    private final Path socket;
    private final String token;
    private final LinkedBlockingDeque<Call> waiting = new LinkedBlockingDeque<>();
    private final Set<Call> outstanding = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_CALLS);
    private final Semaphore window = new Semaphore(MOST_FRAMES);
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean willLook = new AtomicBoolean();
    private final Thread sender;
    private volatile @Nullable SignerConnection connection;
    private volatile boolean closed;

    private CallQueue(Path socket, String token) {
        this.socket = socket;
        this.token = token;
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("signer-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        // After close(), which ends every call itself.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        sender = Thread.ofPlatform().name("signer-calls").daemon().unstarted(this::sendWaiting);
    }

    static CallQueue start(Path socket, String token) {
        var queue = new CallQueue(socket, token);
        queue.sender.start();
        return queue;
    }

    /** Takes a call; it is done within its limit, whatever happens. */
    void add(Call call) {
        if (!room.tryAcquire()) {
            call.giveUp(MOST_CALLS + " calls already wait for its signer");
            return;
        }
        outstanding.add(call);
        call.whenDone(() -> {
            outstanding.remove(call);
            room.release();
        });
        lookLater();
        waiting.add(call);
        if (closed) {
            call.giveUp(CLOSED);
        }
    }

    @Override
    public void answered(List<Call> calls, Reply reply) {
        releaseWindow(calls);
        settle(calls, reply);
    }

    private void settle(List<Call> calls, Reply reply) {
        switch (reply) {
            case Reply.Signed signed when signed.outcomes().size() == calls.size() -> {
                for (var i = 0; i < calls.size(); i++) {
                    settle(calls.get(i), signed.outcomes().get(i));
                }
            }
            case Reply.Failed failed -> calls.forEach(call -> settle(call, failed.failure()));
            default -> calls.forEach(call -> call.complete(reply));
        }
    }

    @Override
    public void lost(List<Call> calls, String why) {
        releaseWindow(calls);
        for (var call : calls) {
            if (call.isRepeatable()) {
                call.hindered(why);
                waiting.addFirst(call);
            } else {
                call.giveUp(why);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        var current = connection;
        if (current != null) {
            current.close(CLOSED);
        }
        outstanding.forEach(call -> call.giveUp(CLOSED));
        timer.shutdownNow();
    }

    private void settle(Call call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Failure failure
                    when failure.kind() == Outcome.Kind.UNAVAILABLE
                            && call.request().isRepeatable() -> {
                // A signer that lost its token is being restarted.
                call.hindered(failure.text());
                retryLater(call);
            }
            case Outcome.Failure failure -> call.complete(new Reply.Failed(failure));
            case Outcome.Signature _ -> call.complete(new Reply.Signed(List.of(outcome)));
        }
    }

    private void retryLater(Call call) {
        var _ = timer.schedule(() -> waiting.add(call), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookLater() {
        if (willLook.compareAndSet(false, true)) {
            var _ = timer.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        willLook.set(false);
        expireOverdue();
        if (!outstanding.isEmpty()) {
            lookLater();
        }
    }

    private void expireOverdue() {
        var longest = 0L;
        var expired = false;
        for (var call : outstanding) {
            longest = Math.max(longest, call.limit().toNanos());
            if (call.isOverdue()) {
                expired = true;
                CALLERS.execute(() -> call.giveUp(null));
            }
        }
        var current = connection;
        // A token that is at work on something long answers nothing else meanwhile.
        if (expired && current != null && current.nanosSinceHeard() > longest) {
            current.close("its signer is silent");
        }
    }

    private void sendWaiting() {
        try {
            while (!closed) {
                var first = waiting.take();
                var calls = gather(first);
                if (!calls.isEmpty()) {
                    send(calls);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The call, and whatever can share a frame with it; without those whose time is up. */
    private List<Call> gather(Call first) throws InterruptedException {
        var calls = new ArrayList<Call>();
        if (first.request() instanceof Request.Sign) {
            // While no frame may go out, the queue grows and the next frame gets fuller.
            window.acquire();
            for (var next = first;
                    next != null && next.request() instanceof Request.Sign;
                    next = calls.size() < Request.MOST_ENTRIES ? pollSign() : null) {
                if (!next.isDone()) {
                    calls.add(next);
                }
            }
            if (calls.isEmpty()) {
                window.release();
            }
        } else if (!first.isDone()) {
            calls.add(first);
        }
        return calls;
    }

    private @Nullable Call pollSign() {
        var next = waiting.poll();
        if (next != null && !(next.request() instanceof Request.Sign)) {
            waiting.addFirst(next);
            return null;
        }
        return next;
    }

    private void send(List<Call> calls) throws InterruptedException {
        try {
            connected().send(calls, frame(calls));
        } catch (IOException e) {
            Thread.sleep(RETRY);
            lost(calls, "its signer cannot be reached: " + why(e));
        }
    }

    private String why(IOException failure) {
        if (!Files.exists(socket)) {
            return "there is no socket " + socket;
        }
        // Whoever is told of a closed channel is told nothing more.
        return failure instanceof ClosedChannelException
                ? "it closed the connection"
                : String.valueOf(failure.getMessage());
    }

    private static Request frame(List<Call> calls) {
        if (!(calls.getFirst().request() instanceof Request.Sign)) {
            return calls.getFirst().request();
        }
        var entries = new ArrayList<Request.Entry>(calls.size());
        for (var call : calls) {
            if (call.request() instanceof Request.Sign(var own)) {
                entries.addAll(own);
            }
        }
        return new Request.Sign(entries);
    }

    private SignerConnection connected() throws IOException {
        var current = connection;
        if (current == null || !current.isOpen()) {
            current = SignerConnection.open(socket, token, timer, this);
            connection = current;
        }
        return current;
    }

    private void releaseWindow(List<Call> calls) {
        if (calls.getFirst().request() instanceof Request.Sign) {
            window.release();
        }
    }
}
