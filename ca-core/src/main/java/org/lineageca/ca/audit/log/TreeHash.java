package org.lineageca.ca.audit.log;

import java.util.List;
import org.lineageca.octets.Octets;

/** The hashes of the tree (RFC 6962 2.1), with SHA-256. */
public final class TreeHash {

    /** Octets of a hash. */
    public static final int LENGTH = 32;

    /** The root of a tree without leaves. */
    public static final Octets EMPTY = Octets.of(new byte[0]).sha256();

    private static final Octets LEAF = Octets.of(new byte[] {0});
    private static final Octets NODE = Octets.of(new byte[] {1});

    private TreeHash() {}

    public static Octets leaf(Octets entry) {
        return Octets.join(LEAF, entry).sha256();
    }

    public static Octets node(Octets left, Octets right) {
        return Octets.join(NODE, left, right).sha256();
    }

    /**
     * The hash over hashes of one level.
     *
     * @param hashes a power of two of them, of subtrees of equal size
     */
    public static Octets complete(List<Octets> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        var middle = hashes.size() / 2;
        return node(
                complete(hashes.subList(0, middle)),
                complete(hashes.subList(middle, hashes.size())));
    }
}
