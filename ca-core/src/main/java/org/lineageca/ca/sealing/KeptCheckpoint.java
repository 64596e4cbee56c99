package org.lineageca.ca.sealing;

import java.time.Instant;
import org.lineageca.ca.audit.log.Checkpoint;

/**
 * A checkpoint on record.
 *
 * @param note the checkpoint with its signature
 */
public record KeptCheckpoint(Checkpoint checkpoint, String note, Instant madeAt) {}
