package org.lineageca.ca.audit.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.octets.Octets;

/** The complete subtrees of a tree of tiles; reads each tile once, so it is for one question. */
public final class TiledTree implements Subtrees {

    private record Key(int level, long index) {}

    private final Map<Key, List<Octets>> read = new HashMap<>();
    private final Tiles tiles;
    private final long size;

    /**
     * @param size how many leaves are in it, which says how wide the tiles at its right edge are
     */
    public TiledTree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** Roots and proofs up to its size. */
    public TreeProofs proofs() {
        return new TreeProofs(this);
    }

    @Override
    public Octets hash(int height, long index) {
        var level = height / TilePlace.HEIGHT;
        var count = 1 << (height % TilePlace.HEIGHT);
        var first = index * count;
        var from = (int) (first % TilePlace.FULL);
        return TreeHash.complete(tile(level, first).subList(from, from + count));
    }

    private List<Octets> tile(int level, long hash) {
        return read.computeIfAbsent(
                new Key(level, hash / TilePlace.FULL),
                _ -> tiles.tile(level, TilePlace.of(level, hash, size)));
    }
}
