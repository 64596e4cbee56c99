/**
 * The audit trail as a Merkle log: hashing (RFC 6962 2.1), proofs, tiles (C2SP tlog-tiles),
 * checkpoints (C2SP tlog-checkpoint) and their signatures (C2SP signed-note).
 */
@NullMarked
package org.lineageca.ca.audit.log;

import org.jspecify.annotations.NullMarked;
