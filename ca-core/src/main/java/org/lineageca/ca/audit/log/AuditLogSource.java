package org.lineageca.ca.audit.log;

import java.util.List;
import org.lineageca.octets.Octets;

/** A log as whoever checks it reads it. Nothing of it is believed. */
public interface AuditLogSource extends Tiles {

    /**
     * The newest signed checkpoint.
     *
     * @throws LogUnreadableException if there is none
     */
    String checkpoint();

    /**
     * Entries, each the octets that its leaf is the hash of; an empty one where the event is gone.
     *
     * @throws LogUnreadableException if there are none
     */
    List<Octets> entries(TilePlace place);

    /** Entries of the events that are on record and, given the time it takes, not in the log. */
    List<Octets> unsealed();
}
