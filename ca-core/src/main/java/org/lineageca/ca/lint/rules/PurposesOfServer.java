package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lineageca.ca.lint.Lint;

/** What is for TLS servers is for nothing but servers and clients. */
final class PurposesOfServer implements Lint<CertificateFields> {

    private static final Set<KeyPurposeId> OTHERS =
            Set.of(
                    KeyPurposeId.id_kp_codeSigning,
                    KeyPurposeId.id_kp_emailProtection,
                    KeyPurposeId.id_kp_timeStamping,
                    KeyPurposeId.id_kp_OCSPSigning);

    @Override
    public String source() {
        return "BR 7.1.2.7.10, 7.1.2.10.6";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (!subject.purposes().contains(KeyPurposeId.id_kp_serverAuth)) {
            return Optional.empty();
        }
        return subject.purposes().stream()
                .filter(OTHERS::contains)
                .findFirst()
                .map(purpose ->
                        "extendedKeyUsage has serverAuth beside purpose " + purpose.getId());
    }
}
