package org.lineageca.ca.lifecycle;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;

/**
 * What to look for among certificates.
 *
 * @param generation only those it issued; null for all
 * @param text as {@link SearchTerm#parse} takes it: what stands in the subject or in an alternative
 *     name from the beginning of a word on, the beginning of a serial number, a SHA-256, or PEM;
 *     blank for all
 * @param offset how many to pass over
 * @param limit how many to return, 1 to 1000
 */
public record CertificateQuery(
        @Nullable GenerationId generation, String text, int offset, int limit) {

    public CertificateQuery {
        if (limit < 1 || limit > 1000 || offset < 0) {
            throw new IllegalArgumentException("limit must be 1 to 1000 and offset not negative");
        }
    }
}
