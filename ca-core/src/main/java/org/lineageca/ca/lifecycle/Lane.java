package org.lineageca.ca.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Does together what many ask for one at a time (group commit).
 *
 * <p>Nobody waits for others to come: who finds the lane free goes at once. What is asked while a
 * group is under way waits for its end and then goes together. So a group begins after all of its
 * members have asked, and what it reads is never older than the question.
 *
 * @param <T> what is asked
 * @param <R> what comes of it
 */
final class Lane<T, R> {

    private final int largest;
    private final Function<List<T>, List<R>> work;
    private final ArrayDeque<Asked<T, R>> waiting = new ArrayDeque<>();
    private boolean busy;

    private record Asked<T, R>(T item, CompletableFuture<R> result) {}

    /**
     * A lane that is free.
     *
     * @param largest how many go together at most
     * @param work returns a result for each, in their order; what it throws, each of them is thrown
     */
    Lane(int largest, Function<List<T>, List<R>> work) {
        this.largest = largest;
        this.work = work;
    }

    /** Asks, and waits for the result. */
    R ask(T item) {
        var asked = new Asked<T, R>(item, new CompletableFuture<>());
        if (isFirst(asked)) {
            goOn();
        }
        try {
            return asked.result().join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException why -> throw why;
                case Error why -> throw why;
                case null, default -> throw e;
            }
        }
    }

    private synchronized boolean isFirst(Asked<T, R> asked) {
        waiting.add(asked);
        if (busy) {
            return false;
        }
        busy = true;
        return true;
    }

    /** Takes one group, and leaves the next to another thread: this one has its result. */
    private void goOn() {
        run(nextGroup());
        if (!isDone()) {
            var _ = Thread.ofVirtual().name("lane").start(this::goOn);
        }
    }

    private synchronized List<Asked<T, R>> nextGroup() {
        var group = new ArrayList<Asked<T, R>>();
        while (group.size() < largest && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized boolean isDone() {
        busy = !waiting.isEmpty();
        return !busy;
    }

    private void run(List<Asked<T, R>> group) {
        try {
            var results = work.apply(group.stream().map(Asked::item).toList());
            for (var i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            group.forEach(asked -> asked.result().completeExceptionally(e));
        }
    }
}
