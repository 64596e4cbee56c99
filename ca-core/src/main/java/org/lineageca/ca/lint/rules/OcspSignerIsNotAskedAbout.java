package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.lineageca.ca.lint.Lint;

/** Nobody is to ask whether a delegate is revoked: its certificate has ocsp-nocheck. */
final class OcspSignerIsNotAskedAbout implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.2.1, BR 4.9.9";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.signer()
                .filter(signer ->
                        !signer.isCa() && !signer.has(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck))
                .map(_ -> "the certificate in it lacks ocsp-nocheck");
    }
}
