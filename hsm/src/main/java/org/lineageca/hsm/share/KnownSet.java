package org.lineageca.hsm.share;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.octets.Octets;

/**
 * A share set as it is known without its shares; nothing secret.
 *
 * @param commitments of its shares, by index; without those that were never seen, when the record
 *     of the set was lost and made anew from the shares that came
 */
public record KnownSet(ShareSet set, Map<Integer, Octets> commitments) {

    public KnownSet {
        commitments = Map.copyOf(commitments);
        if (commitments.keySet().stream().anyMatch(index -> index < 1 || index > set.shares())) {
            throw new IllegalArgumentException("a commitment to a share that set has not");
        }
    }

    /** What is known of a set from some of its shares. */
    public static KnownSet of(ShareSet set, List<Share> shares) {
        return new KnownSet(
                set, shares.stream().collect(Collectors.toMap(Share::index, Share::commitment)));
    }

    /**
     * Passes when this is, as far as is known, a share of this set.
     *
     * @throws ShareRefusedException when it bears the set's id and is none of its shares
     */
    public void check(Share share) {
        if (!share.set().equals(set)) {
            throw new ShareRefusedException(
                    "What was handed in as %s is forged or damaged: set %s is of %d, and %d open the token. It was not taken."
                            .formatted(share, set.id(), set.shares(), set.quorum()));
        }
        var commitment = commitments.get(share.index());
        if (commitment != null && !commitment.equals(share.commitment())) {
            throw new ShareRefusedException(
                    "What was handed in as %s is forged or damaged: it is not the share that was issued to custodian %d. It was not taken. Hand in the share as it was issued, or that of another custodian."
                            .formatted(share, share.index()));
        }
    }
}
