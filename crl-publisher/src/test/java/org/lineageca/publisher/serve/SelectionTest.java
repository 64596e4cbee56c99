package org.lineageca.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.publisher.guard.CertList;

class SelectionTest {

    private static final String ETAG = "\"abc\"";
    private static final Instant MODIFIED = Instant.parse("2026-11-21T08:00:00Z");
    private static final String BEFORE = "Sat, 21 Nov 2026 07:59:59 GMT";
    private static final String SAME = "Sat, 21 Nov 2026 08:00:00 GMT";

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0",
        "bytes=10-19,10,19",
        "bytes=90-,90,99",
        "bytes=90-1000,90,99",
        "bytes=-5,95,99",
        "bytes=-1000,0,99"
    })
    void selectsOneRange(String range, long first, long last) {
        assertThat(select(null, null, range, null)).isEqualTo(new Selection.Part(first, last));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=5-4",
        "bytes=-",
        "lines=0-1",
        "'bytes=0-1,3-4'",
        "bytes=99999999999999999999-",
        "bytes=a-b"
    })
    void ignoresRangesItDoesNotServe(String range) {
        assertThat(select(null, null, range, null)).isEqualTo(new Selection.Whole());
    }

    @ParameterizedTest
    @CsvSource({"bytes=100-", "bytes=200-300", "bytes=-0"})
    void saysWhenThereAreNoSuchBytes(String range) {
        assertThat(select(null, null, range, null)).isEqualTo(new Selection.Unsatisfiable());
    }

    @Test
    void neverContinuesADownloadOfAnotherFile() {
        assertThat(select(null, null, "bytes=50-", "\"old\"")).isEqualTo(new Selection.Whole());
        assertThat(select(null, null, "bytes=50-", BEFORE)).isEqualTo(new Selection.Whole());
        assertThat(select(null, null, "bytes=50-", "W/" + ETAG)).isEqualTo(new Selection.Whole());
        assertThat(select(null, null, "bytes=50-", ETAG)).isEqualTo(new Selection.Part(50, 99));
        assertThat(select(null, null, "bytes=50-", SAME)).isEqualTo(new Selection.Part(50, 99));
    }

    @ParameterizedTest
    @CsvSource({"'\"abc\"'", "'W/\"abc\"'", "*", "'\"x\", \"abc\"'"})
    void knowsWhatTheClientHas(String ifNoneMatch) {
        assertThat(select(ifNoneMatch, null, null, null)).isEqualTo(new Selection.NotModified());
    }

    @Test
    void theEtagCountsMoreThanTheDate() {
        assertThat(select("\"x\"", SAME, null, null)).isEqualTo(new Selection.Whole());
        assertThat(select(null, SAME, null, null)).isEqualTo(new Selection.NotModified());
        assertThat(select(null, BEFORE, null, null)).isEqualTo(new Selection.Whole());
        assertThat(select(null, "yesterday", null, null)).isEqualTo(new Selection.Whole());
    }

    @Test
    void failsThePreconditionsOfAnotherFile() {
        var other = new Selection.Asked("\"x\"", null, null, null, null, null);
        assertThat(Selection.of(other, ETAG, MODIFIED, 100))
                .isEqualTo(new Selection.PreconditionFailed());
        var older = new Selection.Asked(null, null, null, BEFORE, null, null);
        assertThat(Selection.of(older, ETAG, MODIFIED, 100))
                .isEqualTo(new Selection.PreconditionFailed());
    }

    @Test
    void writesDatesAsHttpDoes() {
        assertThat(Selection.HTTP_DATE.format(MODIFIED)).isEqualTo(SAME);
    }

    @ParameterizedTest
    @CsvSource({"PT1H,60", "PT2M,60", "PT1M,30", "PT3S,1", "PT1S,0", "PT0S,0", "PT-1H,0"})
    void cachesKeepAFileHalfOfWhatRemainsAndAMinuteAtMost(Duration remaining, long seconds) {
        assertThat(Freshness.maxAge(MODIFIED.plus(remaining), MODIFIED).toSeconds())
                .isEqualTo(seconds);
    }

    @Test
    void cachesKeepAFinalCrlForADay() {
        assertThat(Freshness.cacheControl(CertList.NEVER, MODIFIED).getValue())
                .isEqualTo("public, max-age=86400");
    }

    private static Selection select(
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String range,
            @Nullable String ifRange) {
        return Selection.of(
                new Selection.Asked(null, ifNoneMatch, ifModifiedSince, null, range, ifRange),
                ETAG,
                MODIFIED,
                100);
    }
}
