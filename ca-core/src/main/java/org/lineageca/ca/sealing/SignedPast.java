package org.lineageca.ca.sealing;

import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.audit.log.TreeProofs;

/** A checkpoint that was signed, against which the leaves on record are held. */
record SignedPast(Checkpoint checkpoint) {

    /**
     * Passes when the leaves on record begin with those it was signed of.
     *
     * @param size how many leaves are on record
     * @throws AuditLogBrokenException if not
     */
    void requireIn(TreeProofs proofs, long size) {
        if (size < checkpoint.size()) {
            throw new AuditLogBrokenException(
                    "A checkpoint of %s leaves was signed, and %s are on record."
                            .formatted(checkpoint.size(), size));
        }
        if (!proofs.root(checkpoint.size()).equals(checkpoint.root())) {
            throw new AuditLogBrokenException(
                    "The first %s leaves on record are not those of the checkpoint that was signed of them."
                            .formatted(checkpoint.size()));
        }
    }
}
