package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/**
 * The audit log twice: as far as the token's signer has signed it, and as the database has it.
 *
 * <p>Leaves must be durable in the database before a checkpoint over them is asked to be signed.
 */
public interface SealedHistory {

    /**
     * What the signer signed last.
     *
     * @param size how many leaves the log had
     * @param root the Merkle tree hash over them (RFC 6962 2.1)
     * @param at by the signer's clock
     */
    record Sealed(long size, Octets root, Instant at) {}

    /**
     * Empty where it has signed none yet.
     *
     * @throws TokenUnavailableException when the signer cannot be asked
     */
    Optional<Sealed> lastSigned();

    /** How many leaves the database has. */
    long leaves();

    /**
     * The Merkle tree hash over the first leaves in the database.
     *
     * @param size how many; at most {@link #leaves}
     */
    Octets root(long size);
}
