package org.lineageca.publisher.guard;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the serials of a CRL in ascending order.
 *
 * <p>A list that is in order is walked as it lies; one that is not costs eight bytes an entry.
 */
final class AscendingSerials {

    static final int NONE = -1;

    private final RevokedEntries entries;
    private final int @Nullable [] sorted;
    private int position;

    private AscendingSerials(RevokedEntries entries, int @Nullable [] sorted) {
        this.entries = entries;
        this.sorted = sorted;
        this.position = sorted == null ? entries.from() : 0;
    }

    static AscendingSerials of(RevokedEntries entries) {
        var asTheyLie = new AscendingSerials(entries, null);
        if (entries.ascending()) {
            return asTheyLie;
        }
        var offsets = new int[entries.count()];
        for (var i = 0; i < offsets.length; i++) {
            offsets[i] = asTheyLie.next();
        }
        return new AscendingSerials(entries, mergeSort(entries.octets(), offsets));
    }

    /** Where the next serial's content starts, or {@link #NONE}. */
    int next() {
        if (sorted != null) {
            return position < sorted.length ? sorted[position++] : NONE;
        }
        if (position >= entries.to()) {
            return NONE;
        }
        var octets = entries.octets();
        var first = octets.at(position + 1) & 0xff;
        var content = position + 2;
        var length = first;
        if (first >= 0x80) {
            length = 0;
            for (var octetsOfLength = first & 0x7f; octetsOfLength > 0; octetsOfLength--) {
                length = (length << 8) | (octets.at(content++) & 0xff);
            }
        }
        position = content + length;
        return content + 2;
    }

    /** Bottom up: the same number of steps whatever the order, and no objects. */
    private static int[] mergeSort(Octets octets, int[] offsets) {
        var from = offsets;
        var to = new int[offsets.length];
        for (var width = 1L; width < offsets.length; width *= 2) {
            for (var start = 0L; start < offsets.length; start += 2 * width) {
                var middle = (int) Math.min(start + width, offsets.length);
                merge(
                        octets,
                        from,
                        to,
                        (int) start,
                        middle,
                        (int) Math.min(start + 2 * width, offsets.length));
            }
            var swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(Octets octets, int[] from, int[] to, int start, int middle, int end) {
        var left = start;
        var right = middle;
        for (var i = start; i < end; i++) {
            var takeLeft =
                    right >= end
                            || (left < middle
                                    && RevokedEntries.compare(
                                                    octets, from[left], octets, from[right])
                                            <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
