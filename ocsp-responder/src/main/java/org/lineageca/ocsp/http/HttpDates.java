package org.lineageca.ocsp.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as HTTP writes them: IMF-fixdate (RFC 9110 5.6.7). */
final class HttpDates {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private record Written(long second, String text) {}

    private volatile Written last = new Written(Long.MIN_VALUE, "");

    static String of(Instant instant) {
        return FORMAT.format(instant);
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
}
