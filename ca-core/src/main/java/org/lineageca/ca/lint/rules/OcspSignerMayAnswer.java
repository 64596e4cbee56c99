package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lineageca.ca.lint.Lint;

/** The certificate that comes along is that of a delegate. */
final class OcspSignerMayAnswer implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.2";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.signer()
                .filter(signer ->
                        !signer.isCa()
                                && !signer.purposes().contains(KeyPurposeId.id_kp_OCSPSigning))
                .map(_ -> "the certificate in it lacks the purpose OCSPSigning");
    }
}
