package org.lineageca.ca.admission;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/** Where it is on record who may come in. */
public interface StandingStore {

    /**
     * Reads, in one statement, what is on record of these certificates.
     *
     * @param sha256 their fingerprints
     */
    Reading read(Set<Octets> sha256);

    /** What came of it. */
    sealed interface Reading {

        /**
         * Read.
         *
         * @param standings by fingerprint, of those that are registered
         * @param asOf of which time it is, where a copy of the database was read; null where it was
         *     the database itself
         */
        record Read(Map<Octets, CredentialStanding> standings, @Nullable Instant asOf)
                implements Reading {}

        record Unread(String why) implements Reading {}
    }
}
