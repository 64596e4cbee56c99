package org.lineageca.hsm.client;

import java.util.List;

/**
 * A share set and which of its shares the signer has at the moment; it forgets them when they are
 * used, and ten minutes after the last of any set was handed in.
 *
 * @param indices from 1, ascending
 */
public record CollectedSet(ShareSet set, List<Integer> indices) {

    public CollectedSet {
        indices = List.copyOf(indices);
    }
}
