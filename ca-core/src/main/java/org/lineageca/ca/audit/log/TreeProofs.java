package org.lineageca.ca.audit.log;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.octets.Octets;

/** Roots and proofs of a tree of which complete subtrees are known (RFC 6962 2.1). */
public record TreeProofs(Subtrees subtrees) {

    /** The Merkle Tree Hash over the first {@code size} leaves. */
    public Octets root(long size) {
        return size == 0 ? TreeHash.EMPTY : over(0, size);
    }

    /**
     * The Merkle audit path of a leaf (2.1.1), from its sibling up.
     *
     * @throws IllegalArgumentException if the tree has no such leaf
     */
    public List<Octets> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "a tree of %s leaves has no leaf %s".formatted(size, index));
        }
        var path = new ArrayList<Octets>();
        inclusion(path, index, 0, size);
        return path;
    }

    /**
     * The Merkle consistency proof between two sizes (2.1.2).
     *
     * @throws IllegalArgumentException if {@code from} is not from 1 to {@code to}
     */
    public List<Octets> consistency(long from, long to) {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException(
                    "there is no consistency proof from %s to %s leaves".formatted(from, to));
        }
        var proof = new ArrayList<Octets>();
        consistency(proof, from, 0, to, true);
        return proof;
    }

    private Octets over(long begin, long size) {
        if (Long.bitCount(size) == 1) {
            var height = Long.numberOfTrailingZeros(size);
            return subtrees.hash(height, begin >> height);
        }
        var left = below(size);
        return TreeHash.node(over(begin, left), over(begin + left, size - left));
    }

    private void inclusion(List<Octets> path, long index, long begin, long size) {
        if (size == 1) {
            return;
        }
        var left = below(size);
        if (index < left) {
            inclusion(path, index, begin, left);
            path.add(over(begin + left, size - left));
        } else {
            inclusion(path, index - left, begin + left, size - left);
            path.add(over(begin, left));
        }
    }

    private void consistency(
            List<Octets> proof, long from, long begin, long size, boolean isKnown) {
        if (from == size) {
            if (!isKnown) {
                proof.add(over(begin, size));
            }
            return;
        }
        var left = below(size);
        if (from <= left) {
            consistency(proof, from, begin, left, isKnown);
            proof.add(over(begin + left, size - left));
        } else {
            consistency(proof, from - left, begin + left, size - left, false);
            proof.add(over(begin, left));
        }
    }

    /** The largest power of two below it. */
    private static long below(long size) {
        return Long.highestOneBit(size - 1);
    }
}
