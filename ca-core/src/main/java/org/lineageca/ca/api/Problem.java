package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What went wrong, for a machine (RFC 9457).
 *
 * @param type names the kind of problem; stable
 * @param title the same in a few words
 * @param status the HTTP status
 * @param detail what was wrong with this request, what did not happen, and what to do
 */
@Serdeable
public record Problem(String type, String title, int status, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(String kind, String title, int status, String detail) {
        return new Problem("urn:lineage:problem:" + kind, title, status, detail);
    }
}
