package org.lineageca.ca.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.lineageca.octets.Octets;

/** Whether a public key is of a kind and strength we certify (BR 6.1.5 and 6.1.6). */
public final class PublicKeyCheck {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(
                    SECObjectIdentifiers.secp256r1,
                    SECObjectIdentifiers.secp384r1,
                    SECObjectIdentifiers.secp521r1);

    private PublicKeyCheck() {}

    /** What is wrong with the key, and what to do; empty if nothing. */
    public static Optional<String> problem(Octets subjectPublicKeyInfo) {
        try {
            var info = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo.toArray());
            var algorithm = info.getAlgorithm().getAlgorithm();
            if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return ellipticCurve(info);
            }
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return rsa(info);
            }
            return Optional.of(
                    "keys of algorithm "
                            + algorithm
                            + " are not certified; use EC P-256, P-384, P-521 or RSA of 2048 bits or more");
        } catch (IOException | RuntimeException e) {
            return Optional.of("the public key cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> ellipticCurve(SubjectPublicKeyInfo info) throws IOException {
        if (!(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)
                || !CURVES.contains(curve)) {
            return Optional.of(
                    "the EC key is not on a named curve we certify; use P-256, P-384 or P-521");
        }
        PublicKeyFactory.createKey(info); // throws if the point is not on the curve
        return Optional.empty();
    }

    private static Optional<String> rsa(SubjectPublicKeyInfo info) throws IOException {
        var key = (RSAKeyParameters) PublicKeyFactory.createKey(info);
        var bits = key.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            return Optional.of(
                    "the RSA key has "
                            + bits
                            + " bits; use "
                            + MIN_RSA_BITS
                            + " to "
                            + MAX_RSA_BITS);
        }
        if (key.getExponent().compareTo(MIN_EXPONENT) < 0 || !key.getExponent().testBit(0)) {
            return Optional.of("the RSA public exponent is " + key.getExponent() + "; use 65537");
        }
        return Optional.empty();
    }
}
