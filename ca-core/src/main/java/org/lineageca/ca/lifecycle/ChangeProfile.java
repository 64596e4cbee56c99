package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.profile.DocumentDifference;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.RuleTexts;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.YamlNode;

/** The next version of a profile, or its first, from its plan to the moment it is in force. */
public final class ChangeProfile {

    private final AuthorityStore authorities;
    private final ProfileStore profiles;
    private final ActStore acts;
    private final InstantSource clock;

    public ChangeProfile(
            AuthorityStore authorities, ProfileStore profiles, ActStore acts, InstantSource clock) {
        this.authorities = authorities;
        this.profiles = profiles;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Checks a document.
     *
     * @throws RefusedException naming line and column, if it is none or cannot be the next version
     */
    Act.ChangeProfile plan(String text) {
        try {
            var yaml = ProfileReader.withLineFeeds(text);
            var document = ProfileReader.read(yaml);
            var profile = document.profile();
            var present = newest(profile.name());
            checkVersion(document, present.orElse(null));
            checkLineage(document);
            checkNoneIsOpen(profile.name());
            return new Act.ChangeProfile(
                    profile.name(),
                    profile.version(),
                    present.map(ProfileStore.Version::sha256).orElse(null),
                    yaml);
        } catch (InvalidDescriptionException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, e.getMessage() + ". Nothing was planned.", e);
        }
    }

    private Optional<ProfileStore.Version> newest(String profile) {
        return profiles.versions(profile).stream().findFirst();
    }

    private void checkVersion(ProfileDocument document, ProfileStore.@Nullable Version present) {
        var profile = document.profile();
        if (present == null) {
            if (profile.version() != 1) {
                throw at(
                        document,
                        "version",
                        "there is no profile '" + profile.name() + "' yet; its first version is 1");
            }
            return;
        }
        if (profile.version() != present.version() + 1) {
            throw at(
                    document,
                    "version",
                    "version %d of profile '%s' is in force, so the next one is %d, not %d"
                            .formatted(
                                    present.version(),
                                    profile.name(),
                                    present.version() + 1,
                                    profile.version()));
        }
        var before = authorities.profile(profile.name()).orElseThrow();
        if (before.template() != profile.template()) {
            throw at(
                    document,
                    "template",
                    "the template of a profile does not change; '%s' is %s. Make a profile of another name"
                            .formatted(profile.name(), before.template().text()));
        }
    }

    private void checkLineage(ProfileDocument document) {
        var role = document.profile().lineage();
        var roles =
                authorities.generations().stream()
                        .map(generation -> generation.identity().lineage())
                        .filter(lineage -> lineage != null)
                        .distinct()
                        .toList();
        if (!roles.contains(role)) {
            throw at(
                    document,
                    "lineage",
                    "there is no lineage '%s'; there are %s"
                            .formatted(role, String.join(", ", roles)));
        }
    }

    private void checkNoneIsOpen(String profile) {
        for (var act : acts.open()) {
            if (act.plan().act() instanceof Act.ChangeProfile other
                    && other.profile().equals(profile)) {
                throw PlanAct.refused(
                        "Act %d, which is %s, changes profile '%s' already. Have it approved or withdraw it first."
                                .formatted(act.id(), act.state(), profile));
            }
        }
    }

    private static InvalidDescriptionException at(
            ProfileDocument document, String member, String what) {
        return YamlNode.read("profile", document.yaml(), ProfileReader.LARGEST)
                .child(member)
                .wrong(what);
    }

    /** What the version means beside the one in force. */
    Preview preview(Act.ChangeProfile change) {
        var after = ProfileReader.read(change.document()).profile();
        var before = authorities.profile(change.profile()).orElse(null);
        return new Preview(
                differences(before, after), consequences(change, before, after), warnings(after));
    }

    private static List<Preview.Difference> differences(
            @Nullable CertificateProfile before, CertificateProfile after) {
        var differences = new ArrayList<Preview.Difference>();
        var now = before == null ? List.<RuleTexts.Rule>of() : RuleTexts.of(before);
        var then = RuleTexts.of(after);
        for (var i = 0; i < then.size(); i++) {
            differences.add(
                    new Preview.Difference(
                            then.get(i).field(),
                            now.isEmpty() ? "" : now.get(i).text(),
                            then.get(i).text()));
        }
        return differences;
    }

    private List<String> consequences(
            Act.ChangeProfile change,
            @Nullable CertificateProfile before,
            CertificateProfile after) {
        var sentences = new ArrayList<String>();
        if (before == null) {
            sentences.add(
                    "From the second approval on, certificates can be asked for by profile '%s'; lineage '%s' issues them."
                            .formatted(after.name(), after.lineage()));
            return sentences;
        }
        sentences.add(
                "From the second approval on, certificates asked for by profile '%s' are made by version %d. Those issued before stay as they are."
                        .formatted(after.name(), after.version()));
        sentences.add(
                "Every certificate keeps on record by which version it was made, and every version stays readable.");
        newest(change.profile())
                .filter(present -> Objects.equals(present.sha256(), change.replaces()))
                .map(present -> lines(present.yaml(), change.document()))
                .ifPresent(sentences::add);
        if (RuleTexts.of(before).equals(RuleTexts.of(after))) {
            sentences.add("The main rules stay as they are.");
        }
        return sentences;
    }

    private static String lines(String before, String after) {
        var difference = DocumentDifference.between(before, after);
        return "Of the document, %d lines are gone and %d have come."
                .formatted(
                        difference.stream().filter(line -> line.sign() == '-').count(),
                        difference.stream().filter(line -> line.sign() == '+').count());
    }

    private List<String> warnings(CertificateProfile after) {
        var warnings = new ArrayList<String>();
        var issuer = authorities.enabled(after.lineage());
        if (issuer.isEmpty()) {
            warnings.add(
                    "No generation of lineage '%s' is enabled: nothing can be issued by this profile yet."
                            .formatted(after.lineage()));
        }
        issuer.ifPresent(enabled -> {
            var until = enabled.certificate().notAfter();
            if (clock.instant().plus(after.validity()).isAfter(until)) {
                warnings.add(
                        "The issuer %s is valid until %s, which is sooner than such a certificate ends: requests are %s."
                                .formatted(
                                        enabled.identity().name(),
                                        until,
                                        after.shortens()
                                                ? "met by shorter ones"
                                                : "refused until the lineage is rolled"));
            }
            if (after.rules().extensions().mustStaple()
                    && enabled.identity().uris().ocsp() == null) {
                warnings.add(
                        "No responder speaks for %s, so nobody could staple: requests are refused."
                                .formatted(enabled.identity().name()));
            }
        });
        if (after.rules().extensions().noRevAvail()) {
            warnings.add(
                    "Relying parties do not look for the revocation of these certificates (RFC 9608): one that is revoked is trusted until it ends.");
        }
        return warnings;
    }

    /** Puts the version in force, if what it was to replace still is. */
    Performed change(Actor actor, Act.ChangeProfile change) {
        var document = ProfileReader.read(change.document());
        var recorded = profiles.record(document, change.replaces(), clock.instant(), actor);
        return switch (recorded) {
            case NOW, BEFORE ->
                    new Performed.Done(
                            "Version %d of profile '%s' is in force."
                                    .formatted(change.version(), change.profile()));
            case NEVER ->
                    new Performed.Waits(
                            "Another version of profile '%s' came in force since this was planned, so it cannot be version %d. Withdraw it and propose it anew."
                                    .formatted(change.profile(), change.version()));
        };
    }
}
