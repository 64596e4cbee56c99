package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.lineageca.ca.lint.Lint;

/** The point of an EC key is on its curve, and not at infinity. */
final class EcPointIsOnCurve implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 6.1.6, SP 800-56A 5.6.2.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var algorithm = subject.key().getAlgorithm();
        if (!algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                || !(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)
                // On others Bouncy Castle stumbles where it does not know them.
                || !EcCurveIsCertified.CURVES.contains(curve)) {
            return Optional.empty();
        }
        try {
            PublicKeyFactory.createKey(subject.key());
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("the EC key is no point on its curve: " + e.getMessage());
        }
    }
}
