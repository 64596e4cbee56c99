package org.lineageca.ocsp.protocol;

import java.time.Instant;

/**
 * The CRL on which a revoked certificate is found (RFC 6960 4.4.2).
 *
 * @param url where it is served
 * @param number its CRL number
 * @param thisUpdate its issue date; what was revoked later is not on it
 */
public record CrlReference(String url, long number, Instant thisUpdate) {}
