package org.lineageca.ca.inspection;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.audit.log.AuditLogSource;
import org.lineageca.ca.audit.log.GrowingTree;
import org.lineageca.ca.audit.log.LeafOrder;
import org.lineageca.ca.audit.log.LoggedEvent;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.TreeHash;
import org.lineageca.octets.Octets;

/**
 * Once over all entries, from the first: the tree is made from them again, and from nothing else.
 */
final class LogWalk {

    private final AuditLogSource log;
    private final long earlier;
    private final GrowingTree tree = new GrowingTree();
    private final LeafOrder order = new LeafOrder();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> wrongTiles = new ArrayList<>();
    private Octets earlierRoot = TreeHash.EMPTY;

    /** The hashes of the full tiles of the level below. */
    private List<Octets> above = new ArrayList<>();

    private LogWalk(AuditLogSource log, long earlier) {
        this.log = log;
        this.earlier = earlier;
    }

    static LogWalk over(AuditLogSource log, long earlier, long size) {
        var walk = new LogWalk(log, earlier);
        for (var first = 0L; first < size; first += TilePlace.FULL) {
            walk.bundle(place(first, size));
        }
        for (var level = 1; !walk.above.isEmpty(); level++) {
            walk.level(level);
        }
        return walk;
    }

    private static TilePlace place(long first, long count) {
        return new TilePlace(first / TilePlace.FULL, (int) Math.min(TilePlace.FULL, count - first));
    }

    private void bundle(TilePlace place) {
        var entries = log.entries(place);
        var hashes = log.tile(0, place);
        var made = new ArrayList<Octets>();
        for (var offset = 0; offset < place.width(); offset++) {
            var leaf = place.first() + offset;
            // What is not there is like an entry that says nothing.
            var entry = offset < entries.size() ? entries.get(offset) : Octets.of(new byte[0]);
            var hash = TreeHash.leaf(entry);
            if (offset >= hashes.size() || !hash.equals(hashes.get(offset))) {
                wrong.add(
                        entry.length() == 0
                                ? "leaf %s: its event is gone".formatted(leaf)
                                : "leaf %s: %s".formatted(leaf, wrong(entry)));
            }
            note(leaf, entry);
            made.add(hash);
            tree.add(hash);
            if (tree.size() == earlier) {
                earlierRoot = tree.root();
            }
        }
        if (made.size() == TilePlace.FULL) {
            above.add(TreeHash.complete(made));
        }
    }

    private static String wrong(Octets entry) {
        try {
            return "event %s has not the hash that is in the tree: the one or the other was changed"
                    .formatted(LoggedEvent.of(entry).sequence());
        } catch (IllegalArgumentException e) {
            return "what is there is no event (" + e.getMessage() + ")";
        }
    }

    private void note(long leaf, Octets entry) {
        if (entry.length() == 0) {
            return;
        }
        try {
            order.add(leaf, LoggedEvent.of(entry));
        } catch (IllegalArgumentException e) {
            wrong.add("leaf %s: it is no event: %s".formatted(leaf, e.getMessage()));
        }
    }

    private void level(int level) {
        var made = above;
        above = new ArrayList<>();
        for (var first = 0; first < made.size(); first += TilePlace.FULL) {
            var place = place(first, made.size());
            var expected = made.subList(first, first + place.width());
            var found = log.tile(level, place);
            for (var offset = 0; offset < place.width(); offset++) {
                if (offset >= found.size() || !expected.get(offset).equals(found.get(offset))) {
                    wrongTiles.add(tile(level, place.first() + offset));
                }
            }
            if (place.width() == TilePlace.FULL) {
                above.add(TreeHash.complete(expected));
            }
        }
    }

    private static String tile(int level, long hash) {
        var leaves = 1L << (TilePlace.HEIGHT * level);
        return "the hash over leaves %s to %s is not what their entries make"
                .formatted(hash * leaves, (hash + 1) * leaves - 1);
    }

    List<String> wrong() {
        return wrong;
    }

    List<String> wrongTiles() {
        return wrongTiles;
    }

    LeafOrder order() {
        return order;
    }

    Octets root() {
        return tree.root();
    }

    Octets earlierRoot() {
        return earlierRoot;
    }
}
