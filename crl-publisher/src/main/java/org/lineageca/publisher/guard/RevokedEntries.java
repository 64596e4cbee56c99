package org.lineageca.publisher.guard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a CRL, where they lie in its octets.
 *
 * @param octets what the positions count in
 * @param from where the first entry starts
 * @param to where the last one ends
 * @param count how many there are
 * @param ascending whether every serial is greater than the one before
 */
public record RevokedEntries(Octets octets, int from, int to, int count, boolean ascending) {

    /** What is there twice, as far as a sentence needs it: the first serial and how many. */
    record Serials(String first, int count) {}

    /** Serials that are there more than once; null where there are none. */
    @Nullable Serials duplicates() {
        if (ascending) {
            return null;
        }
        var all = AscendingSerials.of(this);
        var found = 0;
        var first = 0;
        for (var before = all.next(); before != AscendingSerials.NONE; ) {
            var next = all.next();
            if (next != AscendingSerials.NONE && compare(octets, before, octets, next) == 0) {
                first = found == 0 ? next : first;
                found++;
            }
            before = next;
        }
        return found == 0 ? null : new Serials(serial(octets, first).toHex(), found);
    }

    /** Serials of {@code earlier} that are not here. */
    List<Octets> missing(RevokedEntries earlier) {
        var here = AscendingSerials.of(this);
        var there = AscendingSerials.of(earlier);
        var missing = new ArrayList<Octets>();
        var mine = here.next();
        for (var wanted = there.next(); wanted != AscendingSerials.NONE; wanted = there.next()) {
            while (mine != AscendingSerials.NONE
                    && compare(octets, mine, earlier.octets, wanted) < 0) {
                mine = here.next();
            }
            if (mine == AscendingSerials.NONE
                    || compare(octets, mine, earlier.octets, wanted) != 0) {
                missing.add(serial(earlier.octets, wanted));
            }
        }
        return missing;
    }

    /**
     * Compares two serials as numbers: a positive INTEGER in its shortest form is the greater the
     * longer it is.
     *
     * @param a where the content of an INTEGER of at most 20 octets starts
     */
    static int compare(Octets left, int a, Octets right, int b) {
        var length = left.at(a - 1);
        if (length != right.at(b - 1)) {
            return length - right.at(b - 1);
        }
        for (var i = 0; i < length; i++) {
            var difference = (left.at(a + i) & 0xff) - (right.at(b + i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static Octets serial(Octets octets, int at) {
        return octets.slice(at, at + octets.at(at - 1));
    }
}
