package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.ca.lint.Lint;

/** EC keys are on P-256, P-384 or P-521. */
final class EcCurveIsCertified implements Lint<CertificateFields> {

    static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(
                    SECObjectIdentifiers.secp256r1,
                    SECObjectIdentifiers.secp384r1,
                    SECObjectIdentifiers.secp521r1);

    @Override
    public String source() {
        return "BR 6.1.5";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var algorithm = subject.key().getAlgorithm();
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                        && algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
                        && !CURVES.contains(curve)
                ? Optional.of("the EC key is on curve " + curve)
                : Optional.empty();
    }
}
