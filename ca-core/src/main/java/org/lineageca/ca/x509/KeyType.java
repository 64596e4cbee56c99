package org.lineageca.ca.x509;

import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.octets.Octets;

/** What kind of key a public key is, in a word: how keys are counted. */
public final class KeyType {

    private static final Map<ASN1ObjectIdentifier, String> CURVES =
            Map.of(
                    SECObjectIdentifiers.secp256r1, "ec-p256",
                    SECObjectIdentifiers.secp384r1, "ec-p384",
                    SECObjectIdentifiers.secp521r1, "ec-p521");

    private KeyType() {}

    /**
     * Algorithm and size, such as {@code ec-p256} and {@code rsa-2048}; of algorithms that are not
     * certified here the object identifier.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     */
    public static String of(Octets publicKey) {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.toArray());
        var algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                    ? CURVES.getOrDefault(curve, "ec-" + curve)
                    : "ec";
        }
        return algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                ? "rsa-" + RsaModulus.of(publicKey).orElseThrow().bitLength()
                : algorithm.getId();
    }
}
