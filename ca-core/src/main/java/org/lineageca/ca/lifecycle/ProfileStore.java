package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.octets.Octets;

/**
 * Where the versions of profiles are kept. Each method is one transaction, its audit event
 * included.
 */
public interface ProfileStore {

    /**
     * A version as it was recorded; what it means is not looked at.
     *
     * @param sha256 of the text
     * @param recordedBy who brought it in: the actor's name, or the act's
     */
    record Version(
            String profile,
            int version,
            String yaml,
            Octets sha256,
            Instant recordedAt,
            String recordedBy) {}

    /** How a version came to be in force. */
    enum Recorded {
        NOW,
        BEFORE,
        /** It is not: another version is in force than the one it was to replace. */
        NEVER
    }

    /** The version in force of each profile, by name. */
    List<Version> inForce();

    /** All versions of a profile, the newest first; none if there is no such profile. */
    List<Version> versions(String profile);

    /**
     * Puts a version in force, once.
     *
     * @param replaces SHA-256 of the text in force; null where no profile has that name
     */
    Recorded record(ProfileDocument document, @Nullable Octets replaces, Instant at, Actor actor);
}
