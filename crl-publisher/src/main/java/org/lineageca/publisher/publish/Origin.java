package org.lineageca.publisher.publish;

import java.time.Instant;

/**
 * What a database says of its age (docs/adr/0027).
 *
 * @param isReplica whether it follows another one
 * @param heartbeat when a core last wrote into the database it is or follows, as far as it shows
 */
public record Origin(boolean isReplica, Instant heartbeat) {}
