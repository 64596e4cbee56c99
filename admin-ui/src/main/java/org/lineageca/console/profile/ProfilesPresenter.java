package org.lineageca.console.profile;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.ListProfiles;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What the views of profiles show and do. */
@Singleton
public final class ProfilesPresenter {

    private static final Texts TEXTS = Texts.of(ProfilesPresenter.class);

    private final ListProfiles listProfiles;
    private final DecideActs decideActs;

    ProfilesPresenter(ListProfiles listProfiles, DecideActs decideActs) {
        this.listProfiles = listProfiles;
        this.decideActs = decideActs;
    }

    /** By name. */
    List<ListProfiles.InForce> profiles(Actor actor) {
        return listProfiles.all(actor);
    }

    /**
     * A profile's page.
     *
     * @param version whose document is shown; null for the one in force
     */
    ProfilePage page(Actor actor, String name, @Nullable Integer version) {
        var profile = listProfiles.inForce(actor, name);
        var versions = listProfiles.versions(actor, name);
        var wanted = version == null ? profile.version() : version;
        var shown =
                versions.stream()
                        .filter(each -> each.version() == wanted)
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        TEXTS.say("profile-has-no-version", name, wanted)));
        return new ProfilePage(profile, versions, shown, actor.may(Permission.DECIDE));
    }

    /** The document in force with the number of the next version in it, to be edited. */
    String next(Actor actor, String name) {
        var page = page(actor, name, null);
        return page.shown()
                .yaml()
                .replaceFirst("(?m)^version: .*$", "version: " + (page.profile().version() + 1));
    }

    /** What a document would bring about; keeps nothing. */
    DocumentCheck check(Actor actor, String text) {
        try {
            return new DocumentCheck.Possible(
                    decideActs.preview(actor, new ActRequest.ChangeProfile(text)));
        } catch (RefusedException e) {
            var place =
                    e.getCause() instanceof InvalidDescriptionException invalid
                            ? invalid.place().orElse(null)
                            : null;
            return new DocumentCheck.Wrong(
                    place == null ? 0 : place.line(),
                    place == null ? 0 : place.column(),
                    String.valueOf(e.getMessage()));
        }
    }

    /**
     * Proposes what was previewed.
     *
     * @param shown SHA-256 of the plan that was previewed
     * @return the act's number
     */
    long propose(Actor actor, String text, Octets shown) {
        var request = new ActRequest.ChangeProfile(text);
        if (!decideActs.preview(actor, request).plan().digest().equals(shown)) {
            throw new RefusedException(
                    Refusal.CANNOT_PLAN, TEXTS.say("something-has-changed-since-the"));
        }
        return decideActs.propose(actor, request).id();
    }
}
