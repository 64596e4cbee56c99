package org.lineageca.ca.issuance;

import java.time.Duration;
import java.util.Arrays;

/**
 * What may be asked for by name, such as {@code tls-server}.
 *
 * @param version from 1 on, ascending by one with each change
 * @param lineage the role whose enabled generation issues it
 * @param validity from notBefore to notAfter, both included
 * @param shortens whether a certificate that would outlive its issuer ends with it; otherwise it is
 *     refused
 * @param reissue how it is replaced before its time, with many others
 */
public record CertificateProfile(
        String name,
        int version,
        String lineage,
        Duration validity,
        boolean shortens,
        Reissue reissue,
        ProfileRules rules) {

    public CertificateProfile {
        requireName(name);
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1 on, got " + version);
        }
        if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "profile " + name + " is valid for less than a minute");
        }
    }

    /**
     * Returns the name if it is one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String requireName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a profile name: lower-case letters, digits and hyphens");
        }
        // What is issued without a profile is on record under the name of its template.
        if (Arrays.stream(CertificateTemplate.values())
                .anyMatch(template -> !template.isRequested() && template.text().equals(name))) {
            throw new IllegalArgumentException(
                    "'" + name + "' is the name of what is not issued on request");
        }
        return name;
    }

    public CertificateTemplate template() {
        return rules.template();
    }

    public ProfileTerms terms() {
        return new ProfileTerms(version, rules.extensions());
    }
}
