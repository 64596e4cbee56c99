package org.lineageca.publisher.guard;

/**
 * A serial number in a form that compares quickly; it is filled again and again.
 *
 * <p>A positive INTEGER in its shortest form is the greater the longer it is.
 */
final class SerialKey {

    private int length;
    private long high;
    private long middle;
    private long low;

    /**
     * Takes content octets of an INTEGER.
     *
     * @param bytes must be readable for 24 octets from the index on
     * @param octets from 1 to 20
     */
    void set(byte[] bytes, int index, int octets) {
        length = octets;
        high = first(bytes, index, octets);
        middle = octets > 8 ? first(bytes, index + 8, octets - 8) : 0;
        low = octets > 16 ? first(bytes, index + 16, octets - 16) : 0;
    }

    void set(SerialKey other) {
        length = other.length;
        high = other.high;
        middle = other.middle;
        low = other.low;
    }

    int compareTo(SerialKey other) {
        if (length != other.length) {
            return length - other.length;
        }
        if (high != other.high) {
            return Long.compareUnsigned(high, other.high);
        }
        return middle != other.middle
                ? Long.compareUnsigned(middle, other.middle)
                : Long.compareUnsigned(low, other.low);
    }

    private static long first(byte[] bytes, int index, int octets) {
        var eight = Window.eight(bytes, index);
        return octets >= 8 ? eight : eight >>> (64 - 8 * octets);
    }
}
