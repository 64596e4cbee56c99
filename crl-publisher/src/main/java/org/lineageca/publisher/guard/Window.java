package org.lineageca.publisher.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A part of octets in an array, which follows the reader: reading an array costs a fraction of what
 * reading memory outside the heap does.
 */
final class Window {

    /** Fits into the first cache of a processor together with what it is copied from. */
    static final int WIDE = 16 * 1024;

    /** For readers that go to and fro. */
    static final int NARROW = 64;

    private static final int BEYOND = 32;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Octets octets;
    private final byte[] bytes;
    private final int width;
    private int from;
    private int to;

    Window(Octets octets, int width) {
        this.octets = octets;
        this.width = width;
        this.bytes = new byte[width + BEYOND];
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * The index in {@link #bytes} of a position, from where on so many octets are there, or all
     * that there are. Up to {@value #BEYOND} octets more may be read, which mean nothing.
     */
    int index(int position, int count) {
        if (position < from || (to - position < count && to < octets.length())) {
            fill(position);
        }
        return position - from;
    }

    /** How many octets are there from a position on for which there is an index. */
    int available(int position) {
        return to - position;
    }

    private void fill(int position) {
        from = position;
        to = position + Math.min(width, octets.length() - position);
        octets.copy(from, bytes, to - from);
    }

    /** Eight octets as a number. */
    static long eight(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }
}
