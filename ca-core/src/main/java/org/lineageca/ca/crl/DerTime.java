package org.lineageca.ca.crl;

/** Writes Time without an object for each: a CRL has one or two in every entry. */
final class DerTime {

    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SECONDS_A_DAY = 86_400;

    private DerTime() {}

    /**
     * UTCTime through 2049, GeneralizedTime from 2050 on (RFC 5280 5.1.2.4).
     *
     * @param second since 1970-01-01T00:00:00Z
     * @return the place behind it
     */
    static int writeTime(byte[] into, int at, long second) {
        if (second >= EntryShape.GENERALIZED.getEpochSecond()) {
            return writeGeneralized(into, at, second);
        }
        into[at] = UTC_TIME;
        into[at + 1] = EntryShape.UTC_TIME_OCTETS - 2;
        return digits(into, at + 2, second, false);
    }

    /** The same, whatever the year (RFC 5280 5.3.2). */
    static int writeGeneralized(byte[] into, int at, long second) {
        into[at] = GENERALIZED_TIME;
        into[at + 1] = EntryShape.GENERALIZED_TIME_OCTETS - 2;
        return digits(into, at + 2, second, true);
    }

    /** YYMMDDHHMMSSZ, or with a century before it. The date as Howard Hinnant computes it. */
    private static int digits(byte[] into, int at, long second, boolean century) {
        var ofDay = (int) Math.floorMod(second, (long) SECONDS_A_DAY);
        // Days since 0000-03-01: a leap day is the last of its year.
        var days = Math.floorDiv(second, (long) SECONDS_A_DAY) + 719_468;
        var era = Math.floorDiv(days, 146_097L);
        var ofEra = (int) (days - era * 146_097);
        var yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        var ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var fromMarch = (5 * ofYear + 2) / 153;
        var day = ofYear - (153 * fromMarch + 2) / 5 + 1;
        var month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        var year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        var place = at;
        if (century) {
            place = two(into, place, year / 100);
        }
        place = two(into, place, year % 100);
        place = two(into, place, month);
        place = two(into, place, day);
        place = two(into, place, ofDay / 3600);
        place = two(into, place, ofDay / 60 % 60);
        place = two(into, place, ofDay % 60);
        into[place] = 'Z';
        return place + 1;
    }

    private static int two(byte[] into, int at, int number) {
        into[at] = (byte) ('0' + number / 10);
        into[at + 1] = (byte) ('0' + number % 10);
        return at + 2;
    }
}
