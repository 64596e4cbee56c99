package org.lineageca.ca.audit.log;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.octets.Octets;

/** What leaves that are added complete. */
public final class TreeGrowth {

    private TreeGrowth() {}

    /**
     * A hash above the leaves that is there for ever from now on.
     *
     * @param level of the tiles it is in; it is over 256 to the power of that many leaves
     */
    public record Subtree(int level, long index, Octets hash) {}

    /**
     * The hashes that are new above the leaves.
     *
     * @param tiles as they are; asked for the last of each level where that is not full
     * @param size how many leaves there are
     * @param leaves that come after them
     */
    public static List<Subtree> completed(Tiles tiles, long size, List<Octets> leaves) {
        var completed = new ArrayList<Subtree>();
        var first = size;
        var added = leaves;
        for (var level = 0; !added.isEmpty(); level++) {
            var hashes = new ArrayList<Octets>();
            var present = (int) (first % TilePlace.FULL);
            first /= TilePlace.FULL;
            if (present > 0) {
                hashes.addAll(tiles.tile(level, new TilePlace(first, present)));
            }
            hashes.addAll(added);
            var above = new ArrayList<Octets>();
            for (var end = TilePlace.FULL; end <= hashes.size(); end += TilePlace.FULL) {
                var hash = TreeHash.complete(hashes.subList(end - TilePlace.FULL, end));
                completed.add(new Subtree(level + 1, first + above.size(), hash));
                above.add(hash);
            }
            added = above;
        }
        return completed;
    }
}
