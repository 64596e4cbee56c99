package org.lineageca.ca.sealing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.log.AuditRecord;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.Tiles;
import org.lineageca.octets.Octets;

/** Events, leaves, tiles and checkpoints on record. What is missing among hashes is all zeros. */
public interface AuditLedger extends Tiles {

    /** What only one node does at a time. */
    interface Round extends Tiles {

        /**
         * Makes leaves of the next events that are committed and have none, and commits them.
         *
         * @return whether there may be more
         */
        boolean append();

        /** How many leaves there are. */
        long size();

        /** How many leaves from this one on really are on record. */
        long countFrom(long leaf);

        /** Commits it. */
        void keep(KeptCheckpoint checkpoint);
    }

    /**
     * Does something while no other node does.
     *
     * @return false if another node is at it; then nothing was done
     */
    boolean alone(Consumer<Round> work);

    /** How many leaves there are. */
    long size();

    /** The checkpoint of the most leaves. */
    Optional<KeptCheckpoint> newest();

    /** The entries of leaves: an empty one where the event, or the leaf, is gone. */
    List<Octets> entries(TilePlace place);

    Optional<Long> leafOf(long sequence);

    List<PlacedEvent> events(EventQuery query);

    /** Events of which no leaf is in the newest checkpoint, the oldest first. */
    List<AuditRecord> unsealed(int limit);

    /**
     * When the first event was written that follows the newest checkpoint; empty if none does. Two
     * looks into indexes.
     */
    Optional<Instant> unsealedSince();

    /** All that ever signed checkpoints, the first one first. */
    List<AuditKey> keys();

    /** The one that signs: the last of them. */
    default Optional<AuditKey> key() {
        var keys = keys();
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
    }

    /** Takes a key on record; where another has its number, that one stays. */
    void keep(AuditKey key, Instant at, Actor actor);
}
