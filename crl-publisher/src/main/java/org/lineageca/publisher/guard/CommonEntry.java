package org.lineageca.publisher.guard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Knows the entries nearly all CRLs are made of: a serial, a UTCTime, and no extension or only the
 * reason. They are read as numbers of eight octets; all others are left to {@link DerCursor}.
 */
final class CommonEntry {

    /** A serial of one octet and no reason. */
    private static final int SHORTEST = 2 + 3 + 15;

    /** A serial of 20 octets and a reason. */
    private static final int LONGEST = 2 + 22 + 15 + 14;

    private static final int TIME_OCTETS = 15;
    private static final int REASON_OCTETS = 14;
    private static final long REASON_HEAD = 0x300c_300a_0603_551dL;
    private static final long REASON_TAIL = 0x55_1d15_0403_0a01L;
    private static final long DIGITS = eight("00000000");
    private static final long HIGH_HALVES = 0xf0f0_f0f0_f0f0_f0f0L;
    private static final long SIX_EACH = 0x0606_0606_0606_0606L;
    private static final long EVERY_SECOND = 0x00ff_00ff_00ff_00ffL;

    final SerialKey key = new SerialKey();
    private final Window window;
    private long lastHour;
    private int reason;

    CommonEntry(Octets octets) {
        window = new Window(octets, Window.WIDE);
    }

    /**
     * How many octets the entry has that starts at a position, if it is one of these and right;
     * otherwise zero.
     */
    int length(int position, int end) {
        var room = end - position;
        if (room < SHORTEST) {
            return 0;
        }
        var index = window.index(position, Math.min(room, LONGEST));
        var bytes = window.bytes();
        int content = bytes[index + 1];
        var octets = bytes[index + 3];
        if (bytes[index] != DerCursor.SEQUENCE
                || content < SHORTEST - 2
                || content + 2 > room
                || bytes[index + 2] != DerCursor.INTEGER
                || octets < 1
                || octets > 20
                || !shortestPositive(bytes, index + 4, octets)) {
            return 0;
        }
        var rest = content - 2 - octets;
        var time = index + 4 + octets;
        if (rest < TIME_OCTETS || !utcTime(bytes, time) || !reason(bytes, time, rest)) {
            return 0;
        }
        key.set(bytes, index + 4, octets);
        return content + 2;
    }

    /** Of the entry examined last. */
    int reason() {
        return reason;
    }

    private static boolean shortestPositive(byte[] bytes, int index, int octets) {
        var first = bytes[index];
        return first > 0 || (first == 0 && octets > 1 && bytes[index + 1] < 0);
    }

    private boolean reason(byte[] bytes, int time, int rest) {
        if (rest == TIME_OCTETS) {
            reason = 0;
            return true;
        }
        if (rest != TIME_OCTETS + REASON_OCTETS
                || Window.eight(bytes, time + 15) != REASON_HEAD
                || Window.eight(bytes, time + 21) >>> 8 != REASON_TAIL) {
            return false;
        }
        reason = bytes[time + 28];
        return reason >= 0 && reason <= 10 && reason != 7;
    }

    private boolean utcTime(byte[] bytes, int time) {
        var hour = Window.eight(bytes, time + 2);
        if (bytes[time] != DerCursor.UTC_TIME
                || bytes[time + 1] != 13
                || bytes[time + 14] != 'Z'
                || (hour != lastHour && !hour(hour))) {
            return false;
        }
        lastHour = hour;
        return underSixty(bytes[time + 10], bytes[time + 11])
                && underSixty(bytes[time + 12], bytes[time + 13]);
    }

    private static boolean underSixty(int tens, int ones) {
        return tens >= '0' && tens <= '5' && ones >= '0' && ones <= '9';
    }

    /** Whether YYMMDDHH exists. */
    private static boolean hour(long digits) {
        if ((digits & HIGH_HALVES) != DIGITS || ((digits + SIX_EACH) & HIGH_HALVES) != DIGITS) {
            return false;
        }
        var single = digits - DIGITS;
        var pairs = ((single >>> 8) * 10 + single) & EVERY_SECOND;
        var year = (int) (pairs >>> 48);
        var month = (int) (pairs >>> 32) & 0xff;
        var day = (int) (pairs >>> 16) & 0xff;
        return (pairs & 0xff) < 24
                && DerTime.exists(year < 50 ? 2000 + year : 1900 + year, month, day);
    }

    private static long eight(String ascii) {
        return ByteBuffer.wrap(ascii.getBytes(US_ASCII)).getLong();
    }
}
