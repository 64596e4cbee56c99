package org.lineageca.ca.lifecycle;

import java.util.List;
import java.util.stream.Stream;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.revocation.RevocationReason;

/** Which certificates no one person revokes (DESIGN 3.10). */
final class TwoPeople {

    private TwoPeople() {}

    /**
     * By what they have on record in the place of a profile: those of CAs; for keyCompromise those
     * of OCSP signers, too, because it blocks the key that a responder signs with.
     */
    static List<String> profiles(RevocationReason reason) {
        return reason == RevocationReason.KEY_COMPROMISE
                ? Stream.concat(
                                CertificateTemplate.profilesOfCas().stream(),
                                Stream.of(CertificateTemplate.OCSP_SIGNER.text()))
                        .toList()
                : CertificateTemplate.profilesOfCas();
    }
}
