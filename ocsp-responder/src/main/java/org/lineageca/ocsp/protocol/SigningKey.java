package org.lineageca.ocsp.protocol;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** What follows from a SubjectPublicKeyInfo for signatures with its key. */
final class SigningKey {

    private SigningKey() {}

    /** The JDK's name for its kind of key. */
    static String family(Octets publicKey) {
        return isEc(SubjectPublicKeyInfo.getInstance(publicKey.toArray())) ? "EC" : "RSA";
    }

    /** The algorithm as strong as the key, and the one every relying party knows for RSA. */
    static SignatureAlgorithm algorithm(Octets publicKey) throws UnfitDelegateException {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.toArray());
        if (!isEc(info)) {
            return SignatureAlgorithm.RSA_PKCS1_SHA256;
        }
        var curve = info.getAlgorithm().getParameters();
        if (SECObjectIdentifiers.secp256r1.equals(curve)) {
            return SignatureAlgorithm.ECDSA_SHA256;
        }
        if (SECObjectIdentifiers.secp384r1.equals(curve)) {
            return SignatureAlgorithm.ECDSA_SHA384;
        }
        throw new UnfitDelegateException("its curve is neither P-256 nor P-384: " + curve);
    }

    private static boolean isEc(SubjectPublicKeyInfo info) {
        return X9ObjectIdentifiers.id_ecPublicKey.equals(info.getAlgorithm().getAlgorithm());
    }
}
