package org.lineageca.ocsp.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.lineageca.octets.Octets;

/**
 * Elements of DER (X.690 clause 10).
 *
 * <p>Written by hand rather than by a general ASN.1 library: it is done for every answer that is
 * signed, and costs a tenth of it this way.
 */
final class DerWriter {

    static final Octets NULL = Octets.ofHex("0500");
    static final Octets NOTHING = Octets.of(new byte[0]);

    private static final int IA5_STRING = 0x16;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int LONG_FORM = 0x80;

    private DerWriter() {}

    static Octets sequence(Octets... parts) {
        return element(DerCursor.SEQUENCE, parts);
    }

    static Octets octetString(Octets content) {
        return element(DerCursor.OCTET_STRING, content);
    }

    static Octets integer(long value) {
        return element(DerCursor.INTEGER, Octets.of(BigInteger.valueOf(value).toByteArray()));
    }

    static Octets ia5String(String text) {
        return element(IA5_STRING, Octets.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** GeneralizedTime without fractions, as RFC 5280 4.1.2.5.2 has it. */
    static Octets time(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        var text = new byte[15];
        twoDigits(text, 0, time.getYear() / 100);
        twoDigits(text, 2, time.getYear() % 100);
        twoDigits(text, 4, time.getMonthValue());
        twoDigits(text, 6, time.getDayOfMonth());
        twoDigits(text, 8, time.getHour());
        twoDigits(text, 10, time.getMinute());
        twoDigits(text, 12, time.getSecond());
        text[14] = 'Z';
        return element(GENERALIZED_TIME, Octets.of(text));
    }

    /** [number] EXPLICIT. */
    static Octets explicit(int number, Octets content) {
        return element(DerCursor.context(number), content);
    }

    static Octets element(int tag, Octets... parts) {
        var length = 0;
        for (var part : parts) {
            length += part.length();
        }
        var withHeader = new Octets[parts.length + 1];
        withHeader[0] = header(tag, length);
        System.arraycopy(parts, 0, withHeader, 1, parts.length);
        return Octets.join(withHeader);
    }

    private static Octets header(int tag, int length) {
        if (length < LONG_FORM) {
            return octets(tag, length);
        }
        if (length <= 0xff) {
            return octets(tag, LONG_FORM | 1, length);
        }
        if (length <= 0xffff) {
            return octets(tag, LONG_FORM | 2, length >> 8, length);
        }
        throw new IllegalArgumentException("an element of " + length + " octets");
    }

    private static Octets octets(int... values) {
        var octets = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return Octets.of(octets);
    }

    private static void twoDigits(byte[] text, int place, int number) {
        text[place] = (byte) ('0' + number / 10);
        text[place + 1] = (byte) ('0' + number % 10);
    }
}
