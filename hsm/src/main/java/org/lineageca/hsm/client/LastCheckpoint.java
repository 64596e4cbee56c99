package org.lineageca.hsm.client;

import java.time.Instant;

/**
 * The last checkpoint of a log that its signer has signed, or was about to when it was killed.
 *
 * @param key with which
 * @param at by the signer's clock, to the millisecond
 */
public record LastCheckpoint(Checkpoint checkpoint, KeyId key, Instant at) {}
