package org.lineageca.hsm.signer;

import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.hsm.share.Share;

/** The shares of one set that were handed in. */
final class ShareCollection {

    private final KnownSet known;
    private final TreeMap<Integer, Share> shares = new TreeMap<>();

    ShareCollection(KnownSet known) {
        this.known = known;
    }

    /**
     * Takes a share over.
     *
     * @throws ShareRefusedException when it is none of the set, or is here already
     */
    void add(Share share) {
        known.check(share);
        if (shares.containsKey(share.index())) {
            throw new ShareRefusedException(
                    "%s was handed in already: %s are here. It counts once. Hand in that of another custodian."
                            .formatted(capitalised(share), indices()));
        }
        shares.put(share.index(), share);
    }

    /** Forgets this very share, if it is here. */
    void remove(Share share) {
        if (shares.remove(share.index(), share)) {
            share.close();
        }
    }

    boolean isOf(Share share) {
        return known.set().id().equals(share.set().id());
    }

    boolean hasQuorum() {
        return shares.size() >= known.set().quorum();
    }

    boolean isComplete() {
        return shares.size() == known.set().shares();
    }

    /** As many shares as open the token. */
    List<Share> quorum() {
        return shares.values().stream().limit(known.set().quorum()).toList();
    }

    /** What is known of the set, and of the shares seen. */
    KnownSet known() {
        var commitments = new HashMap<>(known.commitments());
        shares.values().forEach(share -> commitments.put(share.index(), share.commitment()));
        return new KnownSet(known.set(), commitments);
    }

    List<Integer> indices() {
        return List.copyOf(shares.keySet());
    }

    /** Overwrites all shares. */
    void wipe() {
        shares.values().forEach(Share::close);
        shares.clear();
    }

    private static String capitalised(Share share) {
        return "S" + share.toString().substring(1);
    }
}
