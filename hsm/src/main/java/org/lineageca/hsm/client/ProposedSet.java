package org.lineageca.hsm.client;

import java.util.List;

/**
 * A share set that nothing on the token knows of yet.
 *
 * @param confirmed the numbers of the shares that were offered back, ascending
 */
public record ProposedSet(ShareSet set, List<Integer> confirmed) {

    public ProposedSet {
        confirmed = List.copyOf(confirmed);
    }
}
