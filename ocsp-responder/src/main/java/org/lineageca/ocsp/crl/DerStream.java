package org.lineageca.ocsp.crl;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Walks over DER (X.690) that streams by, keeping nothing but what is asked for.
 *
 * <p>One tag octet, definite lengths of at most four octets. What is passed can be given to a sink,
 * such as a signature that is verified.
 */
final class DerStream {

    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;

    private static final int BUFFER = 64 * 1024;

    /** Takes the octets that are passed. */
    interface Sink {
        void take(byte[] octets, int from, int length) throws UnfitCrlException;
    }

    private final InputStream in;
    private final long limit;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long before;
    private @Nullable Sink sink;
    private int notSunk;

    /**
     * From the beginning of a stream.
     *
     * @param limit how many octets are read at most
     */
    DerStream(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** From here on what is passed goes there as well; null for nowhere. */
    void sinkTo(@Nullable Sink to) throws UnfitCrlException {
        flush();
        sink = to;
    }

    /** How many octets were passed. */
    long position() {
        return before + next;
    }

    /** Whether the next element has this tag and begins before this position. */
    boolean at(int tag, long end) throws IOException, UnfitCrlException {
        return position() < end && has() && (buffer[next] & 0xff) == tag;
    }

    /** Steps into the next element; the position where its content ends. */
    long enter(int tag) throws IOException, UnfitCrlException {
        if (!has() || (buffer[next] & 0xff) != tag) {
            throw malformed("no element with tag 0x%02x".formatted(tag));
        }
        octet();
        var length = length();
        return position() + length;
    }

    /** Insists that an element was walked to its end. */
    void leave(long end) throws UnfitCrlException {
        if (position() != end) {
            throw malformed("an element does not end where it should");
        }
    }

    /** Insists that nothing follows. */
    void end() throws IOException, UnfitCrlException {
        if (has()) {
            throw malformed("more octets than the CRL has");
        }
    }

    /** Reads the content of the next element into an array; how long it is. */
    int content(int tag, byte[] into) throws IOException, UnfitCrlException {
        var length = enter(tag) - position();
        if (length > into.length) {
            throw malformed("an element of %d octets".formatted(length));
        }
        for (var i = 0; i < length; i++) {
            into[i] = (byte) octet();
        }
        return (int) length;
    }

    /** The content of the next element. */
    Octets content(int tag, int most) throws IOException, UnfitCrlException {
        var length = enter(tag) - position();
        if (length > most) {
            throw malformed("an element of %d octets".formatted(length));
        }
        var content = new byte[(int) length];
        for (var i = 0; i < length; i++) {
            content[i] = (byte) octet();
        }
        return Octets.of(content);
    }

    /** The next element with its tag and length, which has few octets. */
    Octets element(int tag, int most) throws IOException, UnfitCrlException {
        var content = content(tag, most).toArray();
        var length = content.length;
        var head =
                length < 0x80
                        ? new byte[] {(byte) tag, (byte) length}
                        : length < 0x100
                                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                                : new byte[] {
                                    (byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length
                                };
        var whole = Arrays.copyOf(head, head.length + length);
        System.arraycopy(content, 0, whole, head.length, length);
        return Octets.of(whole);
    }

    /** Passes over the rest up to a position. */
    void skipTo(long end) throws IOException, UnfitCrlException {
        while (position() < end) {
            if (!has()) {
                throw malformed("an element is cut off");
            }
            next += (int) Math.min(filled - next, end - position());
        }
    }

    /** A Time (RFC 5280 5.1.2.4), in seconds since 1970. */
    long time(long end) throws IOException, UnfitCrlException {
        var text = new byte[15];
        var isShort = at(UTC_TIME, end);
        var length = content(isShort ? UTC_TIME : GENERALIZED_TIME, text);
        if (length != (isShort ? 13 : 15) || text[length - 1] != 'Z') {
            throw malformed("a time that is not to the second in UTC");
        }
        for (var i = 0; i < length - 1; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw malformed("a time that is no number");
            }
        }
        var rest = length - 11;
        var year = isShort ? two(text, 0) : two(text, 0) * 100 + two(text, 2);
        if (isShort) {
            // "Where YY is greater than or equal to 50, the year SHALL be interpreted as 19YY."
            year += year < 50 ? 2000 : 1900;
        }
        try {
            return LocalDateTime.of(
                            year,
                            two(text, rest),
                            two(text, rest + 2),
                            two(text, rest + 4),
                            two(text, rest + 6),
                            two(text, rest + 8))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed("a time that does not exist");
        }
    }

    UnfitCrlException malformed(String what) {
        return new UnfitCrlException("is malformed: %s at octet %d".formatted(what, position()));
    }

    private static int two(byte[] text, int at) {
        return (text[at] - '0') * 10 + text[at + 1] - '0';
    }

    private long length() throws IOException, UnfitCrlException {
        var first = octet();
        if (first < 0x80) {
            return first;
        }
        var octets = first & 0x7f;
        if (octets < 1 || octets > 4) {
            throw malformed("a length that is indefinite or too long");
        }
        var length = 0L;
        for (var i = 0; i < octets; i++) {
            length = length << 8 | octet();
        }
        if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
            throw malformed("a length that is not in its shortest form");
        }
        return length;
    }

    private int octet() throws IOException, UnfitCrlException {
        if (!has()) {
            throw malformed("an element is cut off");
        }
        return buffer[next++] & 0xff;
    }

    private boolean has() throws IOException, UnfitCrlException {
        if (next < filled) {
            return true;
        }
        flush();
        before += filled;
        next = 0;
        notSunk = 0;
        filled = Math.max(0, in.read(buffer));
        if (before + filled > limit) {
            throw new UnfitCrlException("has more than %d octets".formatted(limit));
        }
        return filled > 0;
    }

    private void flush() throws UnfitCrlException {
        if (sink != null) {
            sink.take(buffer, notSunk, next - notSunk);
        }
        notSunk = next;
    }
}
