package org.lineageca.ca.x509;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.lineageca.octets.Octets;

/** A certificate serial number: positive, at most 20 octets (RFC 5280 4.1.2.2). */
public record SerialNumber(BigInteger value) implements Comparable<SerialNumber> {

    private static final int MAX_OCTETS = 20;
    private static final int RANDOM_BITS = 127;

    public SerialNumber {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("a serial number must be positive, got " + value);
        }
        if (value.toByteArray().length > MAX_OCTETS) {
            throw new IllegalArgumentException(
                    "a serial number has at most 20 octets, got " + value.toByteArray().length);
        }
    }

    /**
     * 127 bits from {@code random}, which must be cryptographically strong: the most that fit 16
     * octets, to keep CRLs small.
     */
    public static SerialNumber random(RandomGenerator random) {
        var bytes = new byte[RANDOM_BITS / 8 + 1];
        while (true) {
            random.nextBytes(bytes);
            bytes[0] &= 0x7f;
            var value = new BigInteger(1, bytes);
            if (value.signum() > 0) {
                return new SerialNumber(value);
            }
        }
    }

    /**
     * Parses hexadecimal digits; colons and a leading {@code 0x} are tolerated, as people paste
     * them.
     */
    public static SerialNumber ofHex(String hex) {
        var digits = hex.strip().replace(":", "").replaceFirst("^0[xX]", "");
        if (!digits.matches("[0-9a-fA-F]{1,40}")) {
            throw new IllegalArgumentException(
                    "'" + hex + "' is not a serial number: expected 1 to 40 hexadecimal digits");
        }
        return new SerialNumber(new BigInteger(digits, 16));
    }

    /** From the content octets of the DER INTEGER. */
    public static SerialNumber ofOctets(Octets content) {
        return new SerialNumber(new BigInteger(content.toArray()));
    }

    /** The content octets of the DER INTEGER. */
    public Octets octets() {
        return Octets.of(value.toByteArray());
    }

    /** An even number of lower-case hexadecimal digits, as relying parties' tools print it. */
    public String hex() {
        var bytes = value.toByteArray();
        return HexFormat.of()
                .formatHex(bytes, bytes.length > 1 && bytes[0] == 0 ? 1 : 0, bytes.length);
    }

    @Override
    public int compareTo(SerialNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
