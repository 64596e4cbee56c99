package org.lineageca.ocsp.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** Dates as HTTP writes them: IMF-fixdate (RFC 9110 5.6.7), Sat, 21 Nov 2026 08:09:10 GMT. */
final class HttpDates {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SECONDS_A_DAY = 86_400;

    private record Written(long second, String text) {}

    private volatile Written last = new Written(Long.MIN_VALUE, "");

    /** Written by hand: every answer from the cache has two of them. */
    static String of(Instant instant) {
        var second = instant.getEpochSecond();
        var date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY));
        var ofDay = Math.floorMod(second, SECONDS_A_DAY);
        var text = "___, 00 ___ 0000 00:00:00 GMT".getBytes(StandardCharsets.US_ASCII);
        name(text, 0, DAYS, date.getDayOfWeek().getValue());
        twoDigits(text, 5, date.getDayOfMonth());
        name(text, 8, MONTHS, date.getMonthValue());
        twoDigits(text, 12, date.getYear() / 100);
        twoDigits(text, 14, date.getYear() % 100);
        twoDigits(text, 17, ofDay / 3_600);
        twoDigits(text, 20, ofDay / 60 % 60);
        twoDigits(text, 23, ofDay % 60);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The same; cheap when it is asked often within one second. */
    String current(Instant now) {
        var written = last;
        if (written.second() != now.getEpochSecond()) {
            written = new Written(now.getEpochSecond(), of(now));
            last = written;
        }
        return written.text();
    }

    private static void name(byte[] text, int place, String names, int number) {
        for (var i = 0; i < 3; i++) {
            text[place + i] = (byte) names.charAt((number - 1) * 3 + i);
        }
    }

    private static void twoDigits(byte[] text, int place, int number) {
        text[place] = (byte) ('0' + number / 10);
        text[place + 1] = (byte) ('0' + number % 10);
    }
}
