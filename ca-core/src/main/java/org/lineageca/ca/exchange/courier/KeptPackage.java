package org.lineageca.ca.exchange.courier;

import java.time.Instant;
import org.lineageca.octets.Octets;

/**
 * A package that was sent or taken.
 *
 * @param partner the other side's name
 * @param kind of its contents
 * @param octets its length
 * @param by who packed it, or handed it in
 */
public record KeptPackage(
        String partner,
        Direction direction,
        long sequence,
        String kind,
        Octets manifestSha256,
        int octets,
        Instant at,
        String by) {

    /** Which way it went. */
    public enum Direction {
        SENT,
        TAKEN
    }
}
