package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.ca.lint.Lint;

/** EC keys encipher nothing, RSA keys agree on nothing. */
final class KeyUsageFitsKey implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 3279 2.3.1, RFC 8813 3, RFC 5280 4.2.1.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var algorithm = subject.key().getAlgorithm().getAlgorithm();
        var bits = subject.usage().map(KeyUsages::bits).orElse(0);
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && (bits & (KeyUsage.keyEncipherment | KeyUsage.dataEncipherment)) != 0) {
            return Optional.of("the key is an EC key, and keyUsage says it enciphers");
        }
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                && (bits & KeyUsage.keyAgreement) != 0) {
            return Optional.of("the key is an RSA key, and keyUsage says keyAgreement");
        }
        return (bits & (KeyUsage.encipherOnly | KeyUsage.decipherOnly)) != 0
                        && (bits & KeyUsage.keyAgreement) == 0
                ? Optional.of("keyUsage says encipherOnly or decipherOnly without keyAgreement")
                : Optional.empty();
    }
}
