package org.lineageca.publisher.guard;

/** Times as DER writes them, read without making objects. */
final class DerTime {

    static final long INVALID = Long.MIN_VALUE;

    /** 2050-01-01T00:00:00Z: "CRL issuers … MUST encode … as GeneralizedTime" from here on. */
    static final long YEAR_2050 = 2_524_608_000L;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private DerTime() {}

    /**
     * Reads {@code [YY]YYMMDDHHMMSSZ}.
     *
     * @param yearDigits two (a year from 50 on is of the 20th century, RFC 5280 4.1.2.5.1) or four
     * @return seconds since 1970, or {@link #INVALID}
     */
    static long parse(Octets bytes, int from, int yearDigits) {
        for (var i = 0; i < yearDigits + 10; i++) {
            var octet = bytes.at(from + i);
            if (octet < '0' || octet > '9') {
                return INVALID;
            }
        }
        var rest = from + yearDigits;
        if (bytes.at(rest + 10) != 'Z') {
            return INVALID;
        }
        var year = two(bytes, from);
        if (yearDigits == 4) {
            year = year * 100 + two(bytes, from + 2);
        } else {
            year += year < 50 ? 2000 : 1900;
        }
        return seconds(
                year,
                two(bytes, rest),
                two(bytes, rest + 2),
                two(bytes, rest + 4) * 3600L,
                two(bytes, rest + 6) * 60L,
                two(bytes, rest + 8));
    }

    private static int two(Octets bytes, int at) {
        return (bytes.at(at) - '0') * 10 + bytes.at(at + 1) - '0';
    }

    private static long seconds(
            int year, int month, int day, long hours, long minutes, long seconds) {
        if (!exists(year, month, day)) {
            return INVALID;
        }
        if (hours >= 86_400 || minutes >= 3_600 || seconds >= 60) {
            return INVALID;
        }
        return daysSince1970(year, month, day) * 86_400L + hours + minutes + seconds;
    }

    static boolean exists(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month);
    }

    private static int lengthOf(int year, int month) {
        var leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    private static long daysSince1970(int year, int month, int day) {
        // Years counted from March, so that the leap day is the last of its year.
        var y = month <= 2 ? year - 1L : year;
        var m = (month + 9) % 12;
        var dayOfYear = (153 * m + 2) / 5 + day - 1;
        var days = 365 * y + Math.floorDiv(y, 4L) - Math.floorDiv(y, 100L) + Math.floorDiv(y, 400L);
        return days + dayOfYear - 719_468;
    }
}
