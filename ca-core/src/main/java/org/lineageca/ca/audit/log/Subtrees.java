package org.lineageca.ca.audit.log;

import org.lineageca.octets.Octets;

/** The hashes of complete subtrees of a tree, wherever they are kept. */
@FunctionalInterface
public interface Subtrees {

    /**
     * The hash over the leaves from {@code index << height} to before {@code (index + 1) <<
     * height}.
     *
     * @param height 0 for a leaf
     */
    Octets hash(int height, long index);
}
