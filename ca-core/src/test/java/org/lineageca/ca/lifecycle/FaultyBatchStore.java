package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.batch.BatchResult;
import org.lineageca.ca.batch.IssueBatch;
import org.lineageca.ca.batch.IssueBatchStore;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;

/** A real store whose node dies once, before or after one of its commits. */
final class FaultyBatchStore implements IssueBatchStore {

    enum Fault {
        BEFORE_INTENTS,
        AFTER_INTENTS,
        BEFORE_RECORDS,
        AFTER_RECORDS,
        BEFORE_PROGRESS,
        AFTER_PROGRESS
    }

    private final IssueBatchStore real;
    private final Fault fault;
    private final AtomicInteger left;

    /**
     * To be used until it fails.
     *
     * @param when at which of such commits, from 1 on
     */
    FaultyBatchStore(IssueBatchStore real, Fault fault, int when) {
        this.real = real;
        this.fault = fault;
        this.left = new AtomicInteger(when);
    }

    private <T> T commit(Fault before, Fault after, Supplier<T> work) {
        fail(before);
        var result = work.get();
        fail(after);
        return result;
    }

    private void fail(Fault here) {
        if (here == fault && left.decrementAndGet() == 0) {
            throw new IllegalStateException("the node died: " + here);
        }
    }

    @Override
    public Optional<List<Intent>> intend(Claim claim, List<ItemOrder> orders, Instant at) {
        return commit(
                Fault.BEFORE_INTENTS, Fault.AFTER_INTENTS, () -> real.intend(claim, orders, at));
    }

    @Override
    public Optional<List<Recording>> record(Claim claim, List<SignedOrder> signed, Instant at) {
        return commit(
                Fault.BEFORE_RECORDS, Fault.AFTER_RECORDS, () -> real.record(claim, signed, at));
    }

    @Override
    public boolean settle(Claim claim, Step step, Instant until) {
        return commit(
                Fault.BEFORE_PROGRESS, Fault.AFTER_PROGRESS, () -> real.settle(claim, step, until));
    }

    @Override
    public IssueBatch.Open open(String profile, Instant at, Actor actor) {
        return real.open(profile, at, actor);
    }

    @Override
    public Optional<IssueBatch> find(long id) {
        return real.find(id);
    }

    @Override
    public List<IssueBatch> newest(int limit) {
        return real.newest(limit);
    }

    @Override
    public Optional<Integer> add(long id, List<Admitted> requests, Instant at, Actor actor) {
        return real.add(id, requests, at, actor);
    }

    @Override
    public boolean moved(IssueBatch from, IssueBatch to, Actor actor) {
        return real.moved(from, to, actor);
    }

    @Override
    public Optional<Claim> claim(Instant now, Instant until) {
        return real.claim(now, until);
    }

    @Override
    public void letGo(Claim claim, @Nullable String problem, Instant at) {
        real.letGo(claim, problem, at);
    }

    @Override
    public List<Item> next(Claim claim, int after, int limit) {
        return real.next(claim, after, limit);
    }

    @Override
    public List<BatchResult> results(long id, int after, int limit) {
        return real.results(id, after, limit);
    }
}
