package org.lineageca.ca.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;
import org.lineageca.octets.Octets;

/**
 * Where batches, their requests, and what becomes of these are kept. Each method is one
 * transaction, its audit events included, unless it says otherwise.
 */
public interface IssueBatchStore {

    /**
     * A request whose proof of possession held.
     *
     * @param der PKCS#10
     * @param subject the certificate will have, RFC 4514
     */
    record Admitted(Octets der, Octets sha256, String subject) {}

    /** The right to work on a batch, until another has a higher run. */
    record Claim(IssueBatch.Running batch, int run) {

        public long id() {
            return batch.facts().id();
        }
    }

    /**
     * A request that has its turn.
     *
     * @param attempts how many intents were committed for it
     * @param isSettled whether it has a certificate on record, or was refused
     */
    record Item(int position, Octets request, int attempts, boolean isSettled) {}

    /** What is to be signed for an item. */
    record ItemOrder(Item item, CertificateOrder order) {}

    /**
     * Why an item has no certificate.
     *
     * @param kind as of problems: {@code duplicate}
     */
    record ItemRefusal(int position, String kind, String detail) {}

    /**
     * How far a run has come.
     *
     * @param done all up to this position are settled
     * @param worked since the last such step
     */
    record Step(int done, List<ItemRefusal> refusals, Duration worked) {
        public Step {
            refusals = List.copyOf(refusals);
        }
    }

    IssueBatch.Open open(String profile, Instant at, Actor actor);

    Optional<IssueBatch> find(long id);

    /** Newest first. */
    List<IssueBatch> newest(int limit);

    /**
     * Puts requests on an open batch that are not on it yet, behind those there are.
     *
     * @return how many were; empty if it is not open any more, and nothing was added
     */
    Optional<Integer> add(long id, List<Admitted> requests, Instant at, Actor actor);

    /**
     * Records a change of state.
     *
     * @return false if it is not in the state {@code from} any more; nothing has changed then
     */
    boolean moved(IssueBatch from, IssueBatch to, Actor actor);

    /**
     * Takes a running batch in hand that nobody works on, the one that has waited longest.
     *
     * @param until when another may take it, if this node has died
     */
    Optional<Claim> claim(Instant now, Instant until);

    /**
     * Lets it go.
     *
     * @param problem what kept it from going on; null if nothing did
     */
    void letGo(Claim claim, @Nullable String problem, Instant at);

    /** The next behind a position. */
    List<Item> next(Claim claim, int after, int limit);

    /**
     * Commits the intents to sign for items, as {@link
     * org.lineageca.ca.lifecycle.CertificateStore#intend} does, each with the item it is for.
     *
     * @return what came of each; empty if the batch does not run any more, or another works on it:
     *     nothing was committed then
     * @throws RuntimeException where the database does not answer
     */
    Optional<List<Intent>> intend(Claim claim, List<ItemOrder> orders, Instant at);

    /**
     * Records what the token returned, as {@link
     * org.lineageca.ca.lifecycle.CertificateStore#record(List, Instant)} does.
     *
     * @return empty if another works on the batch by now: its items are issued anew
     */
    Optional<List<Recording>> record(Claim claim, List<SignedOrder> signed, Instant at);

    /**
     * Remembers how far it has come.
     *
     * @param until as of {@link #claim}
     * @return false if another works on it by now, and nothing was written
     */
    boolean settle(Claim claim, Step step, Instant until);

    /** What became of the requests behind a position, in their order. */
    List<BatchResult> results(long id, int after, int limit);
}
