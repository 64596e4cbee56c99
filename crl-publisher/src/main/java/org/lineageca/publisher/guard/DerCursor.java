package org.lineageca.publisher.guard;

import java.math.BigInteger;

/**
 * Walks over strict DER (X.690) without making objects for what it passes.
 *
 * <p>One tag octet, definite lengths in their shortest form of at most four octets. {@link #enter}
 * narrows the walk to one value's content and {@link #leave} insists that all of it was walked.
 */
final class DerCursor {

    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int CONSTRUCTED = 0x20;
    private static final int MULTIPLE_TAG_OCTETS = 0x1f;
    private static final int DEEPEST = 16;

    private final Octets bytes;
    private int position;
    private int end;

    DerCursor(Octets bytes) {
        this.bytes = bytes;
        this.end = bytes.length();
    }

    int position() {
        return position;
    }

    /** Where the value that was entered ends. */
    int end() {
        return end;
    }

    boolean more() {
        return position < end;
    }

    boolean at(int tag) {
        return position < end && (bytes.at(position) & 0xff) == tag;
    }

    /**
     * Steps into the content of the next value.
     *
     * @return what {@link #leave} must be given
     */
    int enter(int tag) throws MalformedDerException {
        var contentEnd = header(tag);
        var outer = end;
        end = contentEnd;
        return outer;
    }

    /** Steps out of a value whose content has been walked to its last octet. */
    void leave(int outer) throws MalformedDerException {
        if (position != end) {
            throw malformed("unexpected octets after the last known field");
        }
        end = outer;
    }

    /** Steps out of a value, whatever remains of it. */
    void abandon(int outer) {
        position = end;
        end = outer;
    }

    /** Passes octets that were found to be one whole value. */
    void pass(int octets) {
        position += octets;
    }

    /** The next value with its tag and length. */
    Octets element(int tag) throws MalformedDerException {
        var from = position;
        position = header(tag);
        return bytes.slice(from, position);
    }

    /** The content octets of the next value. */
    Octets content(int tag) throws MalformedDerException {
        var contentEnd = header(tag);
        var content = bytes.slice(position, contentEnd);
        position = contentEnd;
        return content;
    }

    /**
     * Passes an INTEGER that is positive, in its shortest form and at most 20 octets long (RFC 5280
     * 4.1.2.2, 5.2.3).
     *
     * @return where its content starts; the octet before is its length
     */
    int positiveInteger() throws MalformedDerException {
        var contentEnd = header(INTEGER);
        var start = position;
        var length = contentEnd - start;
        if (length < 1 || length > 20) {
            throw malformed("an INTEGER of " + length + " octets where 1 to 20 are allowed");
        }
        var first = bytes.at(start);
        if (first < 0 || (first == 0 && (length == 1 || bytes.at(start + 1) >= 0))) {
            throw malformed("an INTEGER that is not positive or not in its shortest form");
        }
        position = contentEnd;
        return start;
    }

    BigInteger positiveNumber() throws MalformedDerException {
        var start = positiveInteger();
        return new BigInteger(bytes.slice(start, position).toArray());
    }

    /** Passes an INTEGER or ENUMERATED of one octet that is not negative. */
    int small(int tag) throws MalformedDerException {
        var contentEnd = header(tag);
        if (contentEnd - position != 1 || bytes.at(position) < 0) {
            throw malformed("a number out of range");
        }
        return bytes.at(position++);
    }

    /** Passes a BOOLEAN DEFAULT FALSE, which DER leaves out when it is false. */
    boolean trueIfPresent() throws MalformedDerException {
        if (!at(BOOLEAN)) {
            return false;
        }
        var contentEnd = header(BOOLEAN);
        if (contentEnd - position != 1 || (bytes.at(position) & 0xff) != 0xff) {
            throw malformed("a BOOLEAN that is not the DER of TRUE");
        }
        position = contentEnd;
        return true;
    }

    /** The octets of a BIT STRING without unused bits. */
    Octets wholeBits() throws MalformedDerException {
        var bits = content(BIT_STRING);
        if (bits.length() < 1 || bits.at(0) != 0) {
            throw malformed("a BIT STRING that is not whole octets");
        }
        return bits.slice(1, bits.length());
    }

    /** An OBJECT IDENTIFIER's content octets. */
    Octets objectIdentifier() throws MalformedDerException {
        var identifier = content(OBJECT_IDENTIFIER);
        var length = identifier.length();
        if (length < 1 || length > 64 || identifier.at(length - 1) < 0) {
            throw malformed("not an OBJECT IDENTIFIER");
        }
        return identifier;
    }

    /**
     * Passes a Time (RFC 5280 5.1.2.4): UTCTime through 2049, GeneralizedTime from 2050 on.
     *
     * @return seconds since 1970
     */
    long time() throws MalformedDerException {
        if (at(UTC_TIME)) {
            return digits(header(UTC_TIME), 13, 0);
        }
        var time = generalizedTime();
        if (time < DerTime.YEAR_2050) {
            throw malformed("a GeneralizedTime before 2050");
        }
        return time;
    }

    /** Passes a GeneralizedTime to the second in UTC (RFC 5280 4.1.2.5.2). */
    long generalizedTime() throws MalformedDerException {
        return digits(header(GENERALIZED_TIME), 15, 2);
    }

    /** Passes one value of any kind, looking that it is well formed all the way down. */
    void anything() throws MalformedDerException {
        anything(0);
    }

    MalformedDerException malformed(String what) {
        return new MalformedDerException(what, position);
    }

    private void anything(int depth) throws MalformedDerException {
        if (depth > DEEPEST) {
            throw malformed("more than " + DEEPEST + " values inside each other");
        }
        if (!more()) {
            throw malformed("a value is missing");
        }
        var tag = bytes.at(position) & 0xff;
        var outer = enter(tag);
        if ((tag & CONSTRUCTED) != 0) {
            while (more()) {
                anything(depth + 1);
            }
        } else {
            position = end;
        }
        leave(outer);
    }

    private long digits(int contentEnd, int length, int yearDigitsMore)
            throws MalformedDerException {
        if (contentEnd - position != length) {
            throw malformed("a time that is not to the second in UTC");
        }
        var time = DerTime.parse(bytes, position, yearDigitsMore + 2);
        if (time == DerTime.INVALID) {
            throw malformed("a time that does not exist");
        }
        position = contentEnd;
        return time;
    }

    /** Passes tag and length; returns where the content that starts here ends. */
    private int header(int tag) throws MalformedDerException {
        if (!at(tag) || (tag & MULTIPLE_TAG_OCTETS) == MULTIPLE_TAG_OCTETS) {
            throw malformed("no value with tag " + Integer.toHexString(tag));
        }
        if (end - position < 2) {
            throw malformed("a value is cut off");
        }
        var first = bytes.at(position + 1) & 0xff;
        var start = position + 2;
        var length = first;
        if (first >= 0x80) {
            var octets = first & 0x7f;
            if (octets < 1 || octets > 4 || end - start < octets) {
                throw malformed("a length that is indefinite, too long or cut off");
            }
            length = longForm(start, octets);
            start += octets;
        }
        if (length > end - start) {
            throw malformed("a value is cut off");
        }
        position = start;
        return start + length;
    }

    private int longForm(int start, int octets) throws MalformedDerException {
        var length = 0L;
        for (var i = 0; i < octets; i++) {
            length = (length << 8) | (bytes.at(start + i) & 0xff);
        }
        var shortest = length >= 0x80 && length >>> (8 * (octets - 1)) != 0;
        if (!shortest || length > Integer.MAX_VALUE) {
            throw malformed("a length that is not in its shortest form or too large");
        }
        return (int) length;
    }
}
