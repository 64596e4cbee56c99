package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 5.6.7. */
class HttpDatesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:09:10.999Z,'Sat, 21 Nov 2026 08:09:10 GMT'",
        "2024-02-29T23:59:59Z,'Thu, 29 Feb 2024 23:59:59 GMT'",
        "1994-11-06T08:49:37Z,'Sun, 06 Nov 1994 08:49:37 GMT'",
        "1970-01-01T00:00:00Z,'Thu, 01 Jan 1970 00:00:00 GMT'"
    })
    void writesImfFixdates(Instant instant, String text) {
        assertThat(HttpDates.of(instant)).isEqualTo(text);
        assertThat(new HttpDates().current(instant)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 20_261_121})
    void writesWhatTheJdkWrites(long seed) {
        System.out.println("HttpDatesTest seed " + seed);
        var format =
                DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC);
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var instant = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 20_000_000_000L));
            assertThat(HttpDates.of(instant)).isEqualTo(format.format(instant));
        }
    }
}
