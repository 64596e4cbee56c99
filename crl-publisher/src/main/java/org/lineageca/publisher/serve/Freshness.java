package org.lineageca.publisher.serve;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;

/** How long caches may keep a file (RFC 9111 5.2.2). */
final class Freshness {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final HttpField USUAL =
            new PreEncodedHttpField(
                    HttpHeader.CACHE_CONTROL, "public, max-age=" + LONGEST.toSeconds());

    /** Of what is never replaced. */
    private static final Duration FINAL = Duration.ofDays(1);

    private Freshness() {}

    /**
     * The max-age: half of what remains, so that a cache asks again while there is time, and never
     * past nextUpdate. A final CRL may be kept for a day.
     */
    static Duration maxAge(@Nullable Instant nextUpdate, Instant now) {
        if (nextUpdate == null) {
            return LONGEST;
        }
        if (nextUpdate.equals(CertList.NEVER)) {
            return FINAL;
        }
        var half = Duration.between(now, nextUpdate).dividedBy(2);
        if (half.isNegative()) {
            return Duration.ZERO;
        }
        return half.compareTo(LONGEST) < 0 ? half : LONGEST;
    }

    static HttpField cacheControl(@Nullable Instant nextUpdate, Instant now) {
        var age = maxAge(nextUpdate, now);
        if (age.equals(LONGEST)) {
            return USUAL;
        }
        // Past nextUpdate a cache must not hand it out by itself any more.
        return new HttpField(
                HttpHeader.CACHE_CONTROL,
                age.toSeconds() == 0
                        ? "public, max-age=0, must-revalidate"
                        : "public, max-age=" + age.toSeconds());
    }
}
