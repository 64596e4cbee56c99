package org.lineageca.publisher.guard;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the entries of a CRL in ascending order of their serials.
 *
 * <p>A list that is in order is walked as it lies; one that is not costs eight octets an entry.
 */
final class SerialWalk {

    private final RevokedEntries entries;
    private final int @Nullable [] sorted;
    private final EntryHead head;
    private int next;
    private boolean standing;

    private SerialWalk(RevokedEntries entries, int @Nullable [] sorted) {
        this.entries = entries;
        this.sorted = sorted;
        var width = sorted == null ? Window.WIDE : Window.NARROW;
        this.head = new EntryHead(new Window(entries.octets(), width));
        this.next = sorted == null ? entries.from() : 0;
    }

    /** Before the first entry. */
    static SerialWalk over(RevokedEntries entries) {
        if (entries.ascending()) {
            return new SerialWalk(entries, null);
        }
        var asTheyLie = new SerialWalk(entries, null);
        var starts = new int[entries.count()];
        for (var i = 0; i < starts.length; i++) {
            starts[i] = asTheyLie.next;
            asTheyLie.next();
        }
        return new SerialWalk(entries, sorted(entries.octets(), starts));
    }

    /** Steps to the next entry; false when there is none. */
    boolean next() {
        if (sorted == null) {
            standing = next < entries.to();
            if (standing) {
                next = head.at(next).end();
            }
        } else {
            standing = next < sorted.length;
            if (standing) {
                head.at(sorted[next++]);
            }
        }
        return standing;
    }

    /** Steps on while its serials are smaller; whether it then stands at the other's serial. */
    boolean reaches(SerialWalk other) {
        while (standing) {
            var order = head.key.compareTo(other.head.key);
            if (order >= 0) {
                return order == 0;
            }
            next();
        }
        return false;
    }

    /**
     * Passes the entries that follow here and there, octet for octet the same: most of two CRLs of
     * one scope are. Both stand at the same serial.
     */
    void passCommon(SerialWalk other) {
        if (sorted != null || other.sorted != null) {
            return;
        }
        int passed;
        do {
            passed =
                    next < entries.to() && other.next < other.entries.to()
                            ? head.common(
                                    next, entries.to(), other.head, other.next, other.entries.to())
                            : 0;
            next += passed;
            other.next += passed;
        } while (passed > 0);
    }

    SerialKey key() {
        return head.key;
    }

    /** Content octets of the serial it stands at. */
    Octets serial() {
        return entries.octets().slice(head.serial(), head.serial() + head.length());
    }

    /** The reason of the entry it stands at (RFC 5280 5.3.1). */
    int reason() {
        return EntryExtension.reason(entries.octets().slice(head.integer(), head.end()));
    }

    /** By merging, bottom up: the same number of steps whatever the order, and no objects. */
    private static int[] sorted(Octets octets, int[] starts) {
        var left = new EntryHead(new Window(octets, Window.NARROW));
        var right = new EntryHead(new Window(octets, Window.NARROW));
        var from = starts;
        var to = new int[starts.length];
        for (var width = 1L; width < starts.length; width *= 2) {
            for (var start = 0L; start < starts.length; start += 2 * width) {
                var l = (int) start;
                var middle = (int) Math.min(start + width, starts.length);
                var r = middle;
                var end = (int) Math.min(start + 2 * width, starts.length);
                for (var i = l; i < end; i++) {
                    var takeLeft =
                            r >= end
                                    || (l < middle
                                            && left.at(from[l]).key.compareTo(right.at(from[r]).key)
                                                    <= 0);
                    to[i] = takeLeft ? from[l++] : from[r++];
                }
            }
            var swap = from;
            from = to;
            to = swap;
        }
        return from;
    }
}
