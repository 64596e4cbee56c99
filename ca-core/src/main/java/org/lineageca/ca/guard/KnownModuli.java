package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.lineageca.octets.Octets;

/**
 * RSA moduli that a broken generator is known to give, in the form of Debian's {@code
 * openssl-blacklist}: the last 20 of the 40 hexadecimal digits of the SHA-1 of the line {@code
 * Modulus=…}, as {@code openssl rsa -modulus} prints it with upper-case digits. The first 16 of
 * those 20 are kept, sorted; another modulus meets one of a million by a chance of one in 2^44.
 */
public final class KnownModuli {

    public static final KnownModuli NONE = new KnownModuli(new long[0]);

    private static final int SHA1_OCTETS = 20;
    private static final int CUT_OCTETS = 10;
    private static final int CUT_DIGITS = 2 * CUT_OCTETS;

    private final long[] cuts;

    private KnownModuli(long[] cuts) {
        this.cuts = cuts;
    }

    /**
     * Reads lists: a cut digest in each line; empty lines and those that begin with # are passed
     * over.
     *
     * @throws IllegalArgumentException saying which line is none
     */
    public static KnownModuli read(Stream<String> lines) {
        return new KnownModuli(
                lines.map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .mapToLong(KnownModuli::cut)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    public int size() {
        return cuts.length;
    }

    boolean has(BigInteger modulus) {
        if (cuts.length == 0) {
            return false;
        }
        var line = "Modulus=" + modulus.toString(16).toUpperCase(Locale.ROOT) + "\n";
        var sha1 = Octets.of(line.getBytes(StandardCharsets.US_ASCII)).digest("SHA-1");
        return Arrays.binarySearch(cuts, first(sha1.part(CUT_OCTETS, SHA1_OCTETS).toArray())) >= 0;
    }

    private static long cut(String line) {
        if (line.length() != CUT_DIGITS) {
            throw notACut(line, null);
        }
        try {
            return first(HexFormat.of().parseHex(line));
        } catch (IllegalArgumentException e) {
            throw notACut(line, e);
        }
    }

    private static IllegalArgumentException notACut(
            String line, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + line + "' is not 20 hexadecimal digits, as in openssl-blacklist", cause);
    }

    private static long first(byte[] octets) {
        return ByteBuffer.wrap(octets).getLong();
    }
}
