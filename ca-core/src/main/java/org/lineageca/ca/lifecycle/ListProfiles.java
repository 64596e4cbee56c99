package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** Profiles with their documents. */
public final class ListProfiles {

    /** A profile, and the version of it that is in force. */
    public record InForce(CertificateProfile profile, ProfileStore.Version version) {}

    private final AuthorityStore authorities;
    private final ProfileStore profiles;

    public ListProfiles(AuthorityStore authorities, ProfileStore profiles) {
        this.authorities = authorities;
        this.profiles = profiles;
    }

    /** By name. */
    public List<InForce> all(Actor actor) {
        actor.require(Permission.VIEW);
        var versions =
                profiles.inForce().stream()
                        .collect(Collectors.toMap(ProfileStore.Version::profile, each -> each));
        var all = new ArrayList<InForce>();
        for (var profile : authorities.profiles()) {
            var version = versions.get(profile.name());
            // What came in between is there the next time.
            if (version != null && version.version() == profile.version()) {
                all.add(new InForce(profile, version));
            }
        }
        return List.copyOf(all);
    }

    /** What a profile means now. */
    public CertificateProfile inForce(Actor actor, String name) {
        actor.require(Permission.VIEW);
        return authorities.profile(name).orElseThrow(() -> unknown(name));
    }

    /** All versions of a profile, the newest first. */
    public List<ProfileStore.Version> versions(Actor actor, String name) {
        actor.require(Permission.VIEW);
        var versions = profiles.versions(name);
        if (versions.isEmpty()) {
            throw unknown(name);
        }
        return versions;
    }

    /** One version of a profile. */
    public ProfileStore.Version version(Actor actor, String name, int version) {
        return versions(actor, name).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "Profile '%s' has no version %d.".formatted(name, version)));
    }

    private static RefusedException unknown(String name) {
        return new RefusedException(
                Refusal.NOT_FOUND, "There is no profile '" + name + "'. Look at GET /profiles.");
    }
}
