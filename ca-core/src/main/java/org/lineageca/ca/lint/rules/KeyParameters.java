package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.ca.lint.Lint;

/** RSA keys have the parameters NULL, EC keys a named curve. */
final class KeyParameters implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 3279 2.3.1, RFC 5480 2.1.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var algorithm = subject.key().getAlgorithm();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return DERNull.INSTANCE.equals(algorithm.getParameters())
                    ? Optional.empty()
                    : Optional.of("the parameters of the RSA key are not NULL");
        }
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                        && !(algorithm.getParameters() instanceof ASN1ObjectIdentifier)
                ? Optional.of("the parameters of the EC key do not name a curve")
                : Optional.empty();
    }
}
