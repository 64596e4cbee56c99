package org.lineageca.ca.lifecycle;

import java.util.Optional;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** Who issues by a profile at the moment. */
public record IssuingPlace(CertificateProfile profile, Optional<Generation.Enabled> enabled) {

    /**
     * Who signs.
     *
     * @throws RefusedException where nobody does
     */
    public Generation.Enabled generation() {
        return enabled.orElseThrow(() ->
                new RefusedException(
                        Refusal.CANNOT_ISSUE,
                        "No generation of lineage '"
                                + profile.lineage()
                                + "' is enabled. Nothing was issued. Enable one in the console."));
    }
}
