package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/**
 * A delegated OCSP signer has OCSPSigning as its only purpose, and ocsp-nocheck with the value
 * NULL.
 */
final class OcspSignerIsOnlyThat implements Lint<CertificateFields> {

    private static final Octets NULL = Octets.ofHex("0500");

    @Override
    public String source() {
        return "RFC 6960 4.2.2.2, BR 7.1.2.8";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (!subject.purposes().contains(KeyPurposeId.id_kp_OCSPSigning)) {
            return Optional.empty();
        }
        if (subject.purposes().size() != 1) {
            return Optional.of("OCSPSigning is not its only extended key usage");
        }
        return subject.extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                        .filter(found -> NULL.equals(Octets.of(found.getExtnValue().getOctets())))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("ocsp-nocheck is absent or not NULL");
    }
}
