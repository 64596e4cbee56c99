package org.lineageca.ca.exchange;

import org.lineageca.octets.Octets;

/**
 * How far the chain of packages in one direction has come.
 *
 * @param sequence of the last package; 0 before the first
 * @param manifestSha256 of the last package; zeros before the first
 */
public record ChainPosition(long sequence, Octets manifestSha256) {

    /** Before the first package. */
    public static final ChainPosition START = new ChainPosition(0, Octets.of(new byte[32]));

    public ChainPosition {
        if (sequence < 0 || manifestSha256.length() != 32) {
            throw new IllegalArgumentException(
                    "package " + sequence + " with " + manifestSha256 + " is no place in a chain");
        }
    }

    /** Where the next package goes. */
    public Route next(PartyId from, PartyId to) {
        return new Route(from, to, sequence + 1, manifestSha256);
    }
}
