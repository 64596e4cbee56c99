package org.lineageca.hsm.signer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.CollectedSet;
import org.lineageca.hsm.client.ProposedSet;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.hsm.share.Share;

/**
 * The shares that were handed in, by the sets whose shares are taken: one proposed, one present,
 * and one that may be the present one.
 */
final class HandedIn {

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final String token;
    private @Nullable ShareCollection proposed;
    private @Nullable ShareCollection present;
    private @Nullable ShareCollection unsettled;
    private Instant last = Instant.EPOCH;

    HandedIn(String token, @Nullable KnownSet present, @Nullable KnownSet unsettled) {
        this.token = token;
        this.present = present == null ? null : new ShareCollection(present);
        this.unsettled = unsettled == null ? null : new ShareCollection(unsettled);
    }

    /**
     * Takes a share over, or wipes it.
     *
     * @throws ShareRefusedException when it is of no use
     */
    void take(Share share, Instant now) {
        try {
            collectionFor(share).add(share);
            last = now;
        } catch (ShareRefusedException e) {
            share.close();
            throw e;
        }
    }

    /** Forgets the one share that was taken last, so that it can be handed in again. */
    void giveBack(Share share) {
        collections().forEach(collection -> collection.remove(share));
    }

    /** Whether shares were forgotten just now, because none came for long. */
    boolean forgetIdle(Instant now) {
        var held = collections().anyMatch(collection -> !collection.indices().isEmpty());
        if (!held || last.plus(IDLE).isAfter(now)) {
            return false;
        }
        wipe();
        return true;
    }

    void propose(KnownSet set) {
        dropProposal();
        proposed = new ShareCollection(set);
    }

    void dropProposal() {
        if (proposed != null) {
            proposed.wipe();
            proposed = null;
        }
    }

    /** From here on it is known which set opens the token; its shares that are here stay. */
    void settle(ShareCollection right) {
        openers().filter(other -> other != right).forEach(ShareCollection::wipe);
        present = right;
        unsettled = null;
    }

    /** The proposed set has become the present one. */
    void adopt(ShareCollection proposal) {
        wipe();
        proposed = null;
        present = new ShareCollection(proposal.known());
        unsettled = null;
    }

    /** There is no token any more. */
    void forgetToken() {
        wipe();
        present = null;
        unsettled = null;
    }

    /** A proposed set, every share of which is here. */
    Optional<ShareCollection> completeProposal() {
        return Optional.ofNullable(proposed).filter(ShareCollection::isComplete);
    }

    boolean hasProposal() {
        return proposed != null;
    }

    boolean hasPresent() {
        return present != null;
    }

    /** A set that may open the token, a quorum of which is here. */
    Optional<ShareCollection> quorum() {
        return openers().filter(ShareCollection::hasQuorum).findFirst();
    }

    /** The set that opens the token if this one does not. */
    Optional<ShareCollection> alternativeTo(ShareCollection refused) {
        return openers().filter(other -> other != refused).findFirst();
    }

    /** Overwrites every share. */
    void wipe() {
        collections().forEach(ShareCollection::wipe);
        if (present == null) {
            // Only shares named this set; the next may name another.
            unsettled = null;
        }
    }

    @Nullable ProposedSet proposedSet() {
        return proposed == null
                ? null
                : new ProposedSet(proposed.known().set(), proposed.indices());
    }

    @Nullable CollectedSet presentSet() {
        return describe(present);
    }

    @Nullable CollectedSet unsettledSet() {
        return describe(unsettled);
    }

    private static @Nullable CollectedSet describe(@Nullable ShareCollection collection) {
        return collection == null
                ? null
                : new CollectedSet(collection.known().set(), collection.indices());
    }

    private ShareCollection collectionFor(Share share) {
        var found = collections().filter(one -> one.isOf(share)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        if (collections().findAny().isEmpty()) {
            // The record was lost: the shares say themselves which set they are of.
            var named = new ShareCollection(new KnownSet(share.set(), Map.of()));
            unsettled = named;
            return named;
        }
        var wanted =
                collections()
                        .map(one -> one.known().set().toString())
                        .collect(Collectors.joining(" or "));
        throw new ShareRefusedException(
                "What was handed in as %s is of no use for token '%s': shares of set %s are wanted. It was not taken. It comes from another split of the PIN, or of another token's; a share that was replaced is worth nothing and should be destroyed."
                        .formatted(share, token, wanted));
    }

    private Stream<ShareCollection> openers() {
        return Stream.of(Optional.ofNullable(present), Optional.ofNullable(unsettled))
                .flatMap(Optional::stream);
    }

    private Stream<ShareCollection> collections() {
        return Stream.concat(Optional.ofNullable(proposed).stream(), openers());
    }
}
