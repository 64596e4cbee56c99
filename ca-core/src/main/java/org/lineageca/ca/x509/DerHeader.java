package org.lineageca.ca.x509;

/** Tag and length before the content of a DER element (X.690 8.1.2 and 10.1). */
public final class DerHeader {

    private DerHeader() {}

    /** How many octets the header of a content of that length has. */
    public static int length(long content) {
        return 2 + (content < 0x80 ? 0 : lengthOctets(content));
    }

    /**
     * Writes a header.
     *
     * @return the place behind it
     */
    public static int write(byte[] into, int at, int tag, long content) {
        var place = at;
        into[place++] = (byte) tag;
        if (content < 0x80) {
            into[place++] = (byte) content;
            return place;
        }
        var octets = lengthOctets(content);
        into[place++] = (byte) (0x80 | octets);
        for (var shift = (octets - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            into[place++] = (byte) (content >>> shift);
        }
        return place;
    }

    /** A header by itself. */
    public static byte[] of(int tag, long content) {
        var header = new byte[length(content)];
        write(header, 0, tag, content);
        return header;
    }

    private static int lengthOctets(long content) {
        return (Long.SIZE - Long.numberOfLeadingZeros(content) + 7) / Byte.SIZE;
    }
}
