package org.lineageca.publisher.guard;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of bytes that cannot be changed and is equal to another with the same bytes.
 *
 * <p>A slice shares the memory of the whole: a CRL of ten million entries is held once.
 */
public final class Octets {

    private static final int DIGESTED_AT_ONCE = 64 * 1024;

    private final ByteBuffer bytes;

    private Octets(ByteBuffer bytes) {
        this.bytes = bytes.slice().asReadOnlyBuffer();
    }

    public static Octets of(byte[] bytes) {
        return new Octets(ByteBuffer.wrap(bytes.clone()));
    }

    /** Takes a copy outside the heap, from where it is written to sockets and files as it is. */
    public static Octets offHeap(byte[] bytes) {
        return new Octets(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    /** Takes over what remains of a buffer, which must not be changed any more. */
    public static Octets takenOver(ByteBuffer bytes) {
        return new Octets(bytes);
    }

    /** Parses hexadecimal digits, two a byte, without separators. */
    public static Octets ofHex(String hex) {
        return new Octets(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    public int length() {
        return bytes.limit();
    }

    public byte at(int index) {
        return bytes.get(index);
    }

    /** The bytes from {@code from} to before {@code to}. */
    public Octets slice(int from, int to) {
        return new Octets(bytes.slice(from, to - from));
    }

    /** A read-only view with its own position. */
    public ByteBuffer buffer() {
        return bytes.duplicate();
    }

    /** Copies a part to the start of an array. */
    void copy(int from, byte[] to, int count) {
        bytes.get(from, to, 0, count);
    }

    /** A copy, free to be changed. */
    public byte[] toArray() {
        var copy = new byte[length()];
        bytes.get(0, copy);
        return copy;
    }

    public Octets sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            // A buffer outside the heap would be copied by 4 KB at a time.
            var part = new byte[Math.min(length(), DIGESTED_AT_ONCE)];
            for (var from = 0; from < length(); from += part.length) {
                var count = Math.min(part.length, length() - from);
                copy(from, part, count);
                digest.update(part, 0, count);
            }
            return new Octets(ByteBuffer.wrap(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(toArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets octets && bytes.equals(octets.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return length() <= 64 ? toHex() : slice(0, 32).toHex() + "… (" + length() + " bytes)";
    }
}
