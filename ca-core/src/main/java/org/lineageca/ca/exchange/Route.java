package org.lineageca.ca.exchange;

import org.lineageca.octets.Octets;

/**
 * From whom to whom a package goes, and what it follows.
 *
 * @param sequence 1 for the first from this sender to this recipient
 * @param previous SHA-256 of the manifest of the package before it; zeros for the first
 */
public record Route(PartyId from, PartyId to, long sequence, Octets previous) {

    public Route {
        if (sequence < 1 || previous.length() != 32) {
            throw new IllegalArgumentException(
                    "package " + sequence + " after " + previous + " has no place in a chain");
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a package is not sent to oneself");
        }
    }
}
