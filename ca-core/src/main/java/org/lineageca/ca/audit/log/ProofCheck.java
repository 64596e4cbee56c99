package org.lineageca.ca.audit.log;

import java.util.List;
import java.util.Optional;
import org.lineageca.octets.Octets;

/** Whether proofs hold: RFC 9162 2.1.3.2 and 2.1.4.2, which are those of RFC 6962 spelled out. */
public final class ProofCheck {

    private ProofCheck() {}

    /** Whether the leaf with that hash is at that place of the tree with that root. */
    public static boolean isIncluded(
            Octets leaf, long index, List<Octets> path, long size, Octets root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var place = index;
        var last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = TreeHash.node(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the tree of {@code to} leaves begins with that of {@code from}. */
    public static boolean isConsistent(
            long from, Octets fromRoot, long to, Octets toRoot, List<Octets> proof) {
        if (from < 1 || from > to) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && fromRoot.equals(toRoot);
        }
        return roots(from, fromRoot, to, proof)
                .filter(roots -> roots.from().equals(fromRoot) && roots.to().equals(toRoot))
                .isPresent();
    }

    private record Roots(Octets from, Octets to) {}

    private static Optional<Roots> roots(long from, Octets fromRoot, long to, List<Octets> proof) {
        var rest = proof.iterator();
        if (!rest.hasNext()) {
            return Optional.empty();
        }
        // A tree of a power of two is a subtree of the larger one: its root is not in the proof.
        var first = Long.bitCount(from) == 1 ? fromRoot : rest.next();
        var up = Long.numberOfTrailingZeros(~(from - 1));
        var place = (from - 1) >> up;
        var last = (to - 1) >> up;
        var smaller = first;
        var larger = first;
        while (rest.hasNext()) {
            var hash = rest.next();
            if (last == 0) {
                return Optional.empty();
            }
            if ((place & 1) == 1 || place == last) {
                smaller = TreeHash.node(hash, smaller);
                larger = TreeHash.node(hash, larger);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                larger = TreeHash.node(larger, hash);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(new Roots(smaller, larger)) : Optional.empty();
    }
}
