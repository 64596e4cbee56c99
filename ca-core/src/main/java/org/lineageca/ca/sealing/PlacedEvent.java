package org.lineageca.ca.sealing;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.audit.log.AuditRecord;

/**
 * An event, and where it is in the log.
 *
 * @param leaf null as long as it is not
 */
public record PlacedEvent(AuditRecord event, @Nullable Long leaf) {}
