package org.lineageca.ca.lifecycle;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.lineageca.octets.Octets;

/**
 * RSA moduli that were certified, each since the intent of its first certificate. Those that were
 * compared with all others are in chunks, of which the products are kept.
 */
public interface ModulusLedger {

    /**
     * A modulus.
     *
     * @param sha256 of the SubjectPublicKeyInfo
     */
    record Modulus(Octets sha256, BigInteger value) {}

    /** Whether a key is on record, by the SHA-256 of its SubjectPublicKeyInfo. */
    boolean isKnown(Octets sha256);

    /** Some of those that are in no chunk. */
    List<Modulus> unscreened(int limit);

    /** How many chunks there are; they are numbered from 1 on. */
    int chunks();

    /** The product of a chunk; empty if there is no such chunk. */
    Optional<BigInteger> product(int chunk);

    /** All moduli that have a factor in common with one, itself among them if it is on record. */
    List<Modulus> sharing(BigInteger modulus);

    /**
     * Puts moduli into the last chunk, or a new one where they do not fit.
     *
     * @param largest how many a chunk holds at most
     * @throws IllegalStateException if one is in a chunk; nothing has changed then
     */
    void screened(List<Modulus> moduli, int largest);
}
