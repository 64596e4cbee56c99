package org.lineageca.ca.batch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.batch.IssueBatchStore.Claim;
import org.lineageca.ca.batch.IssueBatchStore.Item;
import org.lineageca.ca.batch.IssueBatchStore.Step;

/**
 * One turn of a batch. Some workers take a group each, so that one is linted while another is
 * promised, signed or recorded; how far the batch has come is remembered in the order of groups.
 */
final class BatchRun {

    /** So many share a commit. */
    private static final int GROUP = 500;

    /** One at the signer, one in the database, one in the making. */
    private static final int WORKERS = 3;

    private final Claim claim;
    private final IssueBatchStore batches;
    private final IssueGroup groups;
    private final InstantSource clock;
    private final BooleanSupplier ends;
    private final Instant until;

    private final Object reading = new Object();
    private int read;
    private int lastNumber;

    private final ReentrantLock turns = new ReentrantLock();
    private final Condition next = turns.newCondition();
    private int turn = 1;
    private int done;
    private Instant settledAt;
    private boolean gap;

    private volatile boolean stopping;
    private volatile boolean through;
    private volatile @Nullable String problem;

    /** A number in the order of groups, and what is in it. */
    private record Group(int number, List<Item> items) {}

    /**
     * From where the batch stands.
     *
     * @param ends whether this node is about to end
     */
    BatchRun(
            Claim claim,
            IssueBatchStore batches,
            IssueGroup groups,
            InstantSource clock,
            BooleanSupplier ends) {
        this.claim = claim;
        this.batches = batches;
        this.groups = groups;
        this.clock = clock;
        this.ends = ends;
        this.done = claim.batch().progress().done();
        this.read = done;
        this.settledAt = clock.instant();
        this.until = settledAt.plus(RunBatches.TURN);
        this.through = isLast(done);
    }

    /**
     * Issues until the time is up, the batch is through, or something is in the way.
     *
     * @return what is; null if nothing
     */
    @Nullable String go() {
        // One alone shows whether anything can be issued now, at the cost of one serial number.
        work(1, 1);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var working =
                    IntStream.range(0, WORKERS)
                            .<Future<?>>mapToObj(
                                    _ -> workers.submit(() -> work(GROUP, Integer.MAX_VALUE)))
                            .toList();
            working.forEach(BatchRun::finished);
        }
        return problem;
    }

    private static void finished(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was worked on", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException why -> throw why;
                case Error why -> throw why;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Whether every request has had its turn. */
    boolean isThrough() {
        return through;
    }

    private void work(int size, int most) {
        for (var i = 0; i < most; i++) {
            var group = nextGroup(size);
            if (group == null) {
                return;
            }
            IssueGroup.@Nullable Result result = null;
            try {
                result = groups.issue(group.items());
            } finally {
                conclude(group, result);
            }
        }
    }

    private @Nullable Group nextGroup(int size) {
        synchronized (reading) {
            if (stopping || ends.getAsBoolean() || clock.instant().isAfter(until)) {
                return null;
            }
            var items = batches.next(claim, read, size);
            if (items.isEmpty()) {
                return null;
            }
            read = items.getLast().position();
            lastNumber++;
            return new Group(lastNumber, items);
        }
    }

    /** In the order of groups. */
    private void conclude(Group group, IssueGroup.@Nullable Result result) {
        turns.lock();
        try {
            while (turn != group.number()) {
                next.awaitUninterruptibly();
            }
            settle(group, result);
        } finally {
            turn++;
            next.signalAll();
            turns.unlock();
        }
    }

    private void settle(Group group, IssueGroup.@Nullable Result result) {
        if (result == null) {
            stopping = true;
            gap = true;
            return;
        }
        stopping |= result.stop();
        problem = problem == null ? result.problem() : problem;
        if (!gap) {
            done =
                    result.unsettled().isEmpty()
                            ? group.items().getLast().position()
                            : result.unsettled().getFirst() - 1;
            gap = !result.unsettled().isEmpty();
        }
        var now = clock.instant();
        var worked = Duration.between(settledAt, now);
        settledAt = now;
        if (!batches.settle(
                claim, new Step(done, result.refusals(), worked), now.plus(RunBatches.LEASE))) {
            stopping = true;
            gap = true;
        }
        through = isLast(done);
    }

    private boolean isLast(int position) {
        return position == claim.batch().facts().requests();
    }
}
