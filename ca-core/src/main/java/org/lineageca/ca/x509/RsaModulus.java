package org.lineageca.ca.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.octets.Octets;

/** The modulus of an RSA key (RFC 8017 A.1.1). */
public final class RsaModulus {

    private RsaModulus() {}

    /**
     * Empty for keys of other algorithms.
     *
     * @param publicKey DER SubjectPublicKeyInfo that {@link PublicKeyCheck} finds nothing against
     */
    public static Optional<BigInteger> of(Octets publicKey) {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.toArray());
        if (!info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RSAPublicKey.getInstance(info.parsePublicKey()).getModulus());
        } catch (IOException e) {
            throw new IllegalArgumentException("the RSA key cannot be read", e);
        }
    }
}
