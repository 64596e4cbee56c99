package org.lineageca.console.profile;

import java.util.List;
import java.util.Optional;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.lifecycle.ProfileStore.Version;

/**
 * All there is to read about a profile.
 *
 * @param profile as it is in force
 * @param versions the newest first
 * @param shown one of them
 * @param mayPropose whether who looks may propose a change
 */
record ProfilePage(
        CertificateProfile profile, List<Version> versions, Version shown, boolean mayPropose) {

    /** The version that the one shown came after. */
    Optional<Version> before() {
        return versions.stream().filter(version -> version.version() < shown.version()).findFirst();
    }

    boolean isInForce(Version version) {
        return version.version() == profile.version();
    }
}
