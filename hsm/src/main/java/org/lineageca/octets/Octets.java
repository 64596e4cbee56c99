package org.lineageca.octets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A sequence of bytes that cannot be changed and is equal to another with the same bytes. */
public final class Octets implements Comparable<Octets> {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** Parses hexadecimal digits, two a byte, without separators. */
    public static Octets ofHex(String hex) {
        return new Octets(HEX.parseHex(hex));
    }

    /** These one after the other. */
    public static Octets join(Octets... parts) {
        var length = 0;
        for (var part : parts) {
            length += part.bytes.length;
        }
        var joined = new byte[length];
        var place = 0;
        for (var part : parts) {
            System.arraycopy(part.bytes, 0, joined, place, part.bytes.length);
            place += part.bytes.length;
        }
        return new Octets(joined);
    }

    /** A copy, free to be changed. */
    public byte[] toArray() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** Lower-case hexadecimal digits. */
    public String toHex() {
        return HEX.formatHex(bytes);
    }

    /** The same in groups of four, as digests are shown wherever people compare them. */
    public String grouped() {
        return toHex().replaceAll("(?<=\\G.{4})(?=.)", " ");
    }

    public Octets sha256() {
        return digest("SHA-256");
    }

    /**
     * The message digest of these bytes.
     *
     * @param algorithm a name every JDK knows, such as {@code SHA-256}
     */
    public Octets digest(String algorithm) {
        try {
            return new Octets(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(
                    "no message digest " + algorithm + " in this JDK", e);
        }
    }

    /** The first {@code length} bytes. */
    public Octets first(int length) {
        return new Octets(Arrays.copyOf(bytes, length));
    }

    /** The bytes from {@code from} to before {@code to}. */
    public Octets part(int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    /** Whether {@code part} stands at this place. */
    public boolean hasAt(int place, Octets part) {
        var end = place + part.bytes.length;
        return end <= bytes.length
                && Arrays.equals(bytes, place, end, part.bytes, 0, part.bytes.length);
    }

    /** Where {@code part} stands first; -1 if it does not. */
    public int indexOf(Octets part) {
        for (var place = 0; place + part.bytes.length <= bytes.length; place++) {
            if (hasAt(place, part)) {
                return place;
            }
        }
        return -1;
    }

    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
