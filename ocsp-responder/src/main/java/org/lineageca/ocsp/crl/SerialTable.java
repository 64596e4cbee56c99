package org.lineageca.ocsp.crl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.lineageca.octets.Octets;

/**
 * Serial numbers in ascending order of their octets, each with a few octets that belong to it, all
 * in one array: a million take some 30 MB.
 */
public final class SerialTable {

    /** What is being filled. */
    public static final class Builder {

        private final int tail;
        private final List<byte[]> entries = new ArrayList<>();

        /**
         * An empty table.
         *
         * @param tail how many octets belong to each serial number
         */
        public Builder(int tail) {
            this.tail = tail;
        }

        /** Adds a serial number's content octets, followed by its tail. */
        public void add(byte[] entry) {
            entries.add(entry);
        }

        /** Of serial numbers that are there twice, the one whose tail comes first stays. */
        public SerialTable build() {
            entries.sort((a, b) -> {
                var order = Arrays.compareUnsigned(a, 0, a.length - tail, b, 0, b.length - tail);
                return order != 0 ? order : Arrays.compareUnsigned(a, b);
            });
            var offsets = new int[entries.size() + 1];
            var octets = new byte[entries.stream().mapToInt(entry -> entry.length).sum()];
            var count = 0;
            byte[] before = null;
            for (var entry : entries) {
                if (before == null || !isOfSameSerial(before, entry)) {
                    System.arraycopy(entry, 0, octets, offsets[count], entry.length);
                    offsets[count + 1] = offsets[count] + entry.length;
                    count++;
                }
                before = entry;
            }
            return new SerialTable(octets, Arrays.copyOf(offsets, count + 1), tail);
        }

        private boolean isOfSameSerial(byte[] a, byte[] b) {
            return Arrays.equals(a, 0, a.length - tail, b, 0, b.length - tail);
        }
    }

    private final byte[] octets;
    private final int[] offsets;
    private final int tail;

    private SerialTable(byte[] octets, int[] offsets, int tail) {
        this.octets = octets;
        this.offsets = offsets;
        this.tail = tail;
    }

    public int size() {
        return offsets.length - 1;
    }

    /** Where a serial number is; negative if it is not there. */
    int find(Octets serial) {
        return place(serial.toArray());
    }

    public boolean contains(Octets serial) {
        return find(serial) >= 0;
    }

    /** Serial numbers after this one in their order. */
    public List<Octets> after(Octets serial, int limit) {
        var place = place(serial.toArray());
        var from = place >= 0 ? place + 1 : -place - 1;
        var serials = new ArrayList<Octets>();
        for (var i = from; i < size() && serials.size() < limit; i++) {
            serials.add(serial(i));
        }
        return serials;
    }

    /** The tail at a place: content octets. */
    byte[] tail(int place) {
        var end = offsets[place + 1];
        return Arrays.copyOfRange(octets, end - tail, end);
    }

    /** Tells every serial number that is in one of the two only, or has another tail there. */
    public void differences(SerialTable other, Consumer<Octets> tell) {
        var mine = 0;
        var its = 0;
        while (mine < size() || its < other.size()) {
            var order = order(mine, other, its);
            if (order == 0 && !isSameTail(mine, other, its)) {
                tell.accept(serial(mine));
            } else if (order < 0) {
                tell.accept(serial(mine));
            } else if (order > 0) {
                tell.accept(other.serial(its));
            }
            mine += order <= 0 ? 1 : 0;
            its += order >= 0 ? 1 : 0;
        }
    }

    private boolean isSameTail(int mine, SerialTable other, int its) {
        var end = offsets[mine + 1];
        var itsEnd = other.offsets[its + 1];
        return Arrays.equals(octets, end - tail, end, other.octets, itsEnd - other.tail, itsEnd);
    }

    private int order(int mine, SerialTable other, int its) {
        if (mine == size()) {
            return 1;
        }
        return its == other.size()
                ? -1
                : Arrays.compareUnsigned(
                        octets,
                        offsets[mine],
                        offsets[mine + 1] - tail,
                        other.octets,
                        other.offsets[its],
                        other.offsets[its + 1] - other.tail);
    }

    private Octets serial(int place) {
        return Octets.of(Arrays.copyOfRange(octets, offsets[place], offsets[place + 1] - tail));
    }

    private int place(byte[] serial) {
        var low = 0;
        var high = size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order =
                    Arrays.compareUnsigned(
                            octets,
                            offsets[middle],
                            offsets[middle + 1] - tail,
                            serial,
                            0,
                            serial.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
