package org.lineageca.ca.profile;

import java.nio.charset.StandardCharsets;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.octets.Octets;

/**
 * A version of a profile: what people read and approve, and what it means.
 *
 * @param yaml the text, comments included
 */
public record ProfileDocument(CertificateProfile profile, String yaml) {

    /** SHA-256 of the text in UTF-8: what an approval is of. */
    public Octets sha256() {
        return Octets.of(yaml.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
