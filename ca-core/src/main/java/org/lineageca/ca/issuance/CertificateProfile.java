package org.lineageca.ca.issuance;

import java.time.Duration;

/**
 * What may be asked for by name, such as {@code tls-server}.
 *
 * @param lineage the role whose enabled generation issues it
 * @param validity from notBefore to notAfter, both included
 * @param shortens whether a certificate that would outlive its issuer ends with it; otherwise it is
 *     refused
 */
public record CertificateProfile(
        String name,
        CertificateTemplate template,
        String lineage,
        Duration validity,
        boolean shortens) {

    public CertificateProfile {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a profile name: lower-case letters, digits and hyphens");
        }
        if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "profile " + name + " is valid for less than a minute");
        }
    }
}
