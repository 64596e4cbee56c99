package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/**
 * A delegated OCSP signer has OCSPSigning as its only purpose, and ocsp-nocheck with the value
 * NULL.
 */
final class OcspSignerIsOnlyThat implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.2, BR 7.1.2.8";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var usage =
                ExtendedKeyUsage.getInstance(
                        subject.value(Extension.extendedKeyUsage).orElse(null));
        if (usage == null || !usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)) {
            return Optional.empty();
        }
        if (usage.size() != 1) {
            return Optional.of("OCSPSigning is not its only extended key usage");
        }
        var value =
                subject.extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                        .map(found -> Octets.of(found.getExtnValue().getOctets()));
        return value.equals(Optional.of(Octets.ofHex("0500")))
                ? Optional.empty()
                : Optional.of("ocsp-nocheck is absent or not NULL");
    }
}
