package org.lineageca.publisher.guard;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a CRL, where they lie in its octets.
 *
 * @param octets what the positions count in
 * @param from where the first entry starts
 * @param to where the last one ends
 * @param count how many there are
 * @param removals how many of them have the reason removeFromCRL
 * @param ascending whether every serial is greater than the one before
 */
public record RevokedEntries(
        Octets octets, int from, int to, int count, int removals, boolean ascending) {

    /** What is there twice, as far as a sentence needs it: the first serial and how many. */
    record Serials(String first, int count) {}

    /** Serials that are there more than once; null where there are none. */
    @Nullable Serials duplicates() {
        if (ascending) {
            return null;
        }
        var walk = SerialWalk.over(this);
        var before = new SerialKey();
        var found = 0;
        var first = "";
        for (var seen = 0; walk.next(); seen++) {
            if (seen > 0 && walk.key().compareTo(before) == 0) {
                first = found == 0 ? walk.serial().toHex() : first;
                found++;
            }
            before.set(walk.key());
        }
        return found == 0 ? null : new Serials(first, found);
    }

    /** The first serial, in ascending order, that both have; null where they have none. */
    @Nullable Octets firstInBoth(RevokedEntries other) {
        var mine = SerialWalk.over(this);
        var theirs = SerialWalk.over(other);
        mine.next();
        while (theirs.next()) {
            if (mine.reaches(theirs)) {
                return mine.serial();
            }
        }
        return null;
    }
}
