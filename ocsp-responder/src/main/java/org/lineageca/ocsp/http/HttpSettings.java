package org.lineageca.ocsp.http;

import java.time.Duration;

/**
 * How HTTP is served.
 *
 * @param port 0 for any free one
 * @param connections how many may be open; one more is closed at once
 * @param idle how long a connection may stay open without a request
 * @param request how long a request may take from its first octet to its last
 */
public record HttpSettings(
        String host, int port, int connections, Duration idle, Duration request) {

    /**
     * The longest body and the longest request line, in octets: a request about 16 certificates has
     * less than 4,000, and as much of any number of connections is kept at a time.
     */
    static final int MAX_REQUEST = 8_192;
}
