package org.lineageca.publisher.serve;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of a file a request gets (RFC 9110 13 and 14), decided from its headers alone. */
sealed interface Selection {

    /** All of it: 200. */
    record Whole() implements Selection {}

    /** The bytes from {@code first} to {@code last}, both included: 206. */
    record Part(long first, long last) implements Selection {}

    /** The client has it: 304. */
    record NotModified() implements Selection {}

    /** The client wanted another one: 412. */
    record PreconditionFailed() implements Selection {}

    /** There are no such bytes: 416. */
    record Unsatisfiable() implements Selection {}

    /** The form of Last-Modified (RFC 9110 5.6.7). */
    DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** One range; more than one may be ignored (RFC 9110 14.2), and none of our clients ask so. */
    Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The headers that select; null where one is absent. */
    record Asked(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String ifUnmodifiedSince,
            @Nullable String range,
            @Nullable String ifRange) {}

    /**
     * Follows the order of RFC 9110 13.2.2.
     *
     * @param etag a strong one, with its quotes
     * @param modified to the second
     */
    static Selection of(Asked asked, String etag, Instant modified, long length) {
        if (asked.ifMatch() != null) {
            if (!listed(etag, asked.ifMatch(), false)) {
                return new PreconditionFailed();
            }
        } else if (asked.ifUnmodifiedSince() != null) {
            var since = date(asked.ifUnmodifiedSince());
            if (since != null && modified.isAfter(since)) {
                return new PreconditionFailed();
            }
        }
        if (asked.ifNoneMatch() != null) {
            if (listed(etag, asked.ifNoneMatch(), true)) {
                return new NotModified();
            }
        } else if (asked.ifModifiedSince() != null) {
            var since = date(asked.ifModifiedSince());
            if (since != null && !modified.isAfter(since)) {
                return new NotModified();
            }
        }
        return part(asked, etag, modified, length);
    }

    private static Selection part(Asked asked, String etag, Instant modified, long length) {
        var range = asked.range() == null ? null : RANGE.matcher(asked.range());
        // A part of one CRL must never be joined to a part of another.
        var sameAsBefore =
                asked.ifRange() == null
                        || asked.ifRange().equals(etag)
                        || modified.equals(date(asked.ifRange()));
        if (range == null || !range.matches() || !sameAsBefore) {
            return new Whole();
        }
        var from = range.group(1);
        var to = range.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return new Whole();
        }
        if (from.isEmpty()) {
            var wanted = Math.min(Long.parseLong(to), length);
            return wanted == 0 ? new Unsatisfiable() : new Part(length - wanted, length - 1);
        }
        var first = Long.parseLong(from);
        var last = to.isEmpty() ? length - 1 : Math.min(Long.parseLong(to), length - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return new Whole();
        }
        return first >= length ? new Unsatisfiable() : new Part(first, last);
    }

    private static boolean listed(String etag, String header, boolean weakly) {
        if (header.equals(etag)) {
            return true;
        }
        for (var member : header.split(",", -1)) {
            var stripped = member.strip();
            var compared = weakly && stripped.startsWith("W/") ? stripped.substring(2) : stripped;
            if (compared.equals("*") || compared.equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant date(String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
