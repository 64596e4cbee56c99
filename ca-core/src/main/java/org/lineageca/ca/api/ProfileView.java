package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.lifecycle.ProfileStore;
import org.lineageca.ca.profile.RuleTexts;

/**
 * A profile as the interface shows it.
 *
 * @param version the one in force
 * @param rules what it means, for people
 * @param versions of its document, the newest first; in lists the one in force only
 */
@Serdeable
record ProfileView(
        String name,
        int version,
        String template,
        String lineage,
        long validitySeconds,
        List<RuleView> rules,
        List<VersionView> versions) {

    @Serdeable
    record RuleView(String field, String text) {}

    /**
     * A version of a profile's document, which {@code GET /profiles/{name}/versions/{version}}
     * gives.
     *
     * @param sha256 of the document, in hexadecimal digits
     */
    @Serdeable
    record VersionView(int version, String sha256, Instant recordedAt, String recordedBy) {}

    static ProfileView of(CertificateProfile profile, List<ProfileStore.Version> versions) {
        return new ProfileView(
                profile.name(),
                profile.version(),
                profile.template().text(),
                profile.lineage(),
                profile.validity().toSeconds(),
                RuleTexts.of(profile).stream()
                        .map(rule -> new RuleView(rule.field(), rule.text()))
                        .toList(),
                versions.stream()
                        .map(version ->
                                new VersionView(
                                        version.version(),
                                        version.sha256().toHex(),
                                        version.recordedAt(),
                                        version.recordedBy()))
                        .toList());
    }
}
