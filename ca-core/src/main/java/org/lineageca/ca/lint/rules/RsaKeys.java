package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** RSA keys, whatever is wrong with them. */
final class RsaKeys {

    private RsaKeys() {}

    static Optional<RSAPublicKey> of(SubjectPublicKeyInfo key) {
        if (!key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RSAPublicKey.getInstance(key.parsePublicKey()));
        } catch (IOException e) {
            throw new IllegalArgumentException("the RSA key cannot be read", e);
        }
    }
}
