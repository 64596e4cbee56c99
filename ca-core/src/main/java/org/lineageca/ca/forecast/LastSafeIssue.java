package org.lineageca.ca.forecast;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;

/**
 * Until when a generation can issue a profile at its full validity: a certificate valid longer than
 * its issuer is refused.
 *
 * @param at the last notBefore that is safe
 */
public record LastSafeIssue(String profile, Instant at) {

    /** Of each profile, the earliest first. */
    public static List<LastSafeIssue> of(
            Generation.Enabled generation, List<CertificateProfile> profiles) {
        var end = generation.certificate().notAfter();
        return profiles.stream()
                // Both ends of the validity count (RFC 5280 4.1.2.5), hence the second.
                .map(profile ->
                        new LastSafeIssue(
                                profile.name(), end.minus(profile.validity()).plusSeconds(1)))
                .sorted(
                        Comparator.comparing(LastSafeIssue::at)
                                .thenComparing(LastSafeIssue::profile))
                .toList();
    }
}
