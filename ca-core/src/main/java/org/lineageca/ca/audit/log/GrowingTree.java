package org.lineageca.ca.audit.log;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.octets.Octets;

/** A tree that leaves are added to, and of which no more is kept than its root takes. */
public final class GrowingTree {

    /** The complete subtrees at the right edge, the largest first: one for each bit of the size. */
    private final List<Octets> edge = new ArrayList<>();

    private long size;

    public void add(Octets leaf) {
        var hash = leaf;
        for (var rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = TreeHash.node(edge.removeLast(), hash);
        }
        edge.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public Octets root() {
        if (edge.isEmpty()) {
            return TreeHash.EMPTY;
        }
        var root = edge.getLast();
        for (var subtree : edge.reversed().subList(1, edge.size())) {
            root = TreeHash.node(subtree, root);
        }
        return root;
    }
}
